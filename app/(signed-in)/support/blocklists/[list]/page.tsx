import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Words } from '../../../../../components/frame/words.tsx'
import { StoryCard } from '../../../../../components/story/story-card.tsx'
import { readPathName } from '../../../../../lib/access/read-path-name.ts'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { webDb } from '../../../../../lib/access/web-desk.ts'
import { readBefore } from '../../../../../lib/audit/read-before.ts'
import { listName } from '../../../../../lib/blocklists/list-name.ts'
import { listHref } from '../../../../../lib/blocklists/list-matrix-query.ts'
import { getListPage } from '../../../../../lib/blocklists/list-page-views.ts'
import { KnownOfList } from './known-of-list.tsx'
import { ListHealthCard } from './list-health-card.tsx'
import { ListHeading } from './list-heading.tsx'
import { OnListCard } from './on-list-card.tsx'
import { PastSpells } from './past-spells.tsx'
import { ListRequests } from './list-requests.tsx'

type ListPageProps = { params: Promise<{ list: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ params }: ListPageProps): Promise<Metadata> {
  return { title: listName(readPathName((await params).list)) }
}

/** What is this list, does it answer, and what of ours was and is on it? */
export default async function ListPage({ params, searchParams }: ListPageProps) {
  const viewer = await requireViewer('support')
  const before = readBefore((await searchParams)['before'])
  const page = await getListPage(webDb(), viewer, readPathName((await params).list), { now: new Date(), before })
  if (!page) notFound()
  const t = await getTranslations('blocklists.list')

  return (
    <Words namespaces={['blocklists', 'requests']}>
      <ListHeading page={page} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <OnListCard page={page} />
          <PastSpells page={page} />
          <StoryCard title={t('story')} story={page.story} path={listHref(page.list.id)} isFirst={before === null} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <ListHealthCard page={page} />
          <KnownOfList page={page} />
          <ListRequests page={page} />
        </div>
      </div>
    </Words>
  )
}
