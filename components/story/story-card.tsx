import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { tellStory, type StoryEntry } from '../../lib/audit/story.ts'
import { Card } from '../ui/card.tsx'
import { StoryList } from './story-list.tsx'

type StoryCardProps = {
  title: string
  about?: string
  story: { entries: StoryEntry[]; next: string | null }
  /** Address of the page; the page of the story is added as `before`. */
  path: string
  query?: Record<string, string>
  /** The newest page is shown. */
  isFirst: boolean
  aside?: ReactNode
  /** Each entry says which account it is about: where there are several. */
  namesAccounts?: boolean
}

/** One page of a story with the ways to older and newest. */
export function StoryCard({ title, about, story, path, query = {}, isFirst, aside, namesAccounts }: StoryCardProps) {
  const t = useTranslations('story')
  const href = (more: Record<string, string>) => {
    const text = new URLSearchParams({ ...query, ...more }).toString()
    return text === '' ? path : `${path}?${text}`
  }

  return (
    <section aria-labelledby="story">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h2 id="story" className="text-section">
          {title}
        </h2>
        {about && <span className="text-label text-text-3">{about}</span>}
        {aside && <div className="ml-auto flex flex-wrap gap-2">{aside}</div>}
      </div>
      <Card>
        <StoryList story={tellStory(story.entries)} {...(namesAccounts && { namesAccounts })} />
      </Card>
      {(story.next || !isFirst) && (
        <nav aria-label={t('pages')} className="mt-2 flex gap-4" data-print="no">
          {!isFirst && <Link href={href({})} className="text-accent hover:underline">{t('newest')}</Link>}
          {story.next && <Link href={href({ before: story.next })} className="text-accent hover:underline">{t('older')}</Link>}
        </nav>
      )}
    </section>
  )
}
