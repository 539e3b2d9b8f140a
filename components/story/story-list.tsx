import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { mergeAnswers } from '../../lib/audit/merge-answers.ts'
import type { StoryEntry } from '../../lib/audit/story.ts'
import { formatDate, formatDay } from '../../lib/i18n/format.ts'
import { Timeline, TimelineDay } from '../ui/timeline.tsx'
import { StoryEntryRow } from './story-entry-row.tsx'

/** A story, newest first, its days named. */
export function StoryList({ story, namesAccounts }: { story: StoryEntry[]; namesAccounts?: boolean }) {
  const t = useTranslations('story')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const today = formatDate(useNow(), language, zone)
  const told = mergeAnswers(story)
  if (told.length === 0) return <p className="px-4 py-6 text-center text-text-2">{t('none')}</p>

  return (
    <Timeline label={t('title')}>
      {told.map((entry, index) => {
        const day = formatDate(entry.at, language, zone)
        const before = told[index - 1]
        const isNewDay = !before || formatDate(before.at, language, zone) !== day
        const name = formatDay(entry.at, language, zone)
        return (
          <Fragment key={entry.id}>
            {isNewDay && <TimelineDay>{day === today ? t('today', { day: name }) : name}</TimelineDay>}
            <StoryEntryRow entry={entry} {...(namesAccounts && { namesAccount: true })} />
          </Fragment>
        )
      })}
    </Timeline>
  )
}
