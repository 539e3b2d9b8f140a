import { useLocale, useNow, useTranslations } from 'next-intl'
import { ClockTime } from '../../../../../components/ui/clock-time.tsx'
import { mergeAnswers, type ToldEntry } from '../../../../../lib/audit/merge-answers.ts'
import type { StoryEntry } from '../../../../../lib/audit/story.ts'
import { joinQuestions } from '../../../../../lib/tickets/join-questions.ts'
import { PortalHeading } from '../../portal-heading.tsx'

/** What happened so far, newest first, in plain words. */
export function CustomerStory({ story }: { story: StoryEntry[] }) {
  const t = useTranslations('portal.ticket')
  const now = useNow().getTime()
  const say = useSay()
  const told = mergeAnswers(story).flatMap((entry) => {
    const words = say(entry)
    return words === null ? [] : [{ id: entry.id, at: entry.at, words }]
  })
  if (told.length === 0) return null

  return (
    <section className="mt-8">
      <PortalHeading level={2}>{t('history')}</PortalHeading>
      <ol className="mt-2 flex flex-col gap-1.5 text-body">
        {told.map((entry) => (
          <li key={entry.id} className="grid grid-cols-[6.5rem_1fr] gap-3">
            <ClockTime at={entry.at} now={now} className="figures text-text-2" />
            <span>{entry.words}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function useSay(): (entry: ToldEntry) => string | null {
  const t = useTranslations('portal.ticket.story')
  const language = useLocale()

  return (entry) => {
    switch (entry.kind) {
      case 'relay-lock':
        if (entry.to === 'locked') return t(entry.from === 'guarded-unlock' ? 'relapse' : 'locked')
        return entry.to === 'accepted' || entry.to === 'lifted' || entry.to === 'ended' ? t(entry.to) : null
      case 'quarantine':
        return t('quarantine', { count: entry.evidence.messages })
      case 'quarantine-act':
        return actWords(entry.to, entry.evidence.messages, t)
      case 'answer':
        return t('answer', { count: entry.questions?.length ?? 1, list: joinQuestions(entry.questions ?? [entry.evidence.question], language) })
      case 'notice':
        if (entry.to === 'failed') return t('noticeFailed')
        return t.has(`notice.${entry.evidence.kind}` as never) ? t(`notice.${entry.evidence.kind}` as 'notice.reminder') : null
      case 'guarded-unlock':
        return watchWords(entry.to, t)
      case 'headers-read':
        return t('headers', { count: entry.evidence.messages })
      default:
        return null
    }
  }
}

type Say = ReturnType<typeof useTranslations<'portal.ticket.story'>>

function actWords(to: string | null, count: number, t: Say): string | null {
  if (to === 'releasing' || to === 'deleting') return t(to, { count })
  return to === 'kept' || to === 'undone' ? t(to) : null
}

function watchWords(to: string | null, t: Say): string | null {
  if (to === 'watch-wanted') return t('watch')
  if (to === 'locked-again') return t('relapse')
  return to === 'watching' || to === 'opened' || to === 'cancelled' ? t(to) : null
}
