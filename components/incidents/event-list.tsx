import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { listName } from '../../lib/blocklists/list-name.ts'
import { formatDayClock, formatDuration } from '../../lib/i18n/format.ts'
import type { Language } from '../../lib/i18n/language.ts'
import type { KeyEvent, KeyEventWhat } from '../../lib/incidents/key-events.ts'
import { Card, CardHead } from '../ui/card.tsx'
import { StateShape, type Tone } from '../ui/state-shape.tsx'
import { useIncidentWords } from './use-incident-words.ts'

const TONE: Record<KeyEventWhat, Tone> = {
  locked: 'bad', told: 'few', answered: 'wait', accepted: 'ok', unlock: 'hold', relapse: 'bad', opened: 'ok', lifted: 'ok', ended: 'unk', silent: 'unk', heard: 'ok',
  deferring: 'wait', refused: 'bad', through: 'ok', listed: 'bad', delisted: 'ok', fails: 'bad', passes: 'ok', over: 'ok',
}

type EventListProps = { events: KeyEvent[]; /** Entries of the whole story, and where that is. */ all: number; storyId: string; namesAccounts: boolean }

/** The turns of the story under the letters that stand above the chart. */
export function EventList({ events, all, storyId, namesAccounts }: EventListProps) {
  const t = useTranslations('incidents.events')

  return (
    <Card aria-labelledby="events" className="pb-3">
      <CardHead id="events" title={t('title')} aside={events.length > 0 && <span className="text-label text-text-2">{t('about', { shown: events.length, all })}</span>} />
      {events.length === 0 && <p className="px-4 text-text-2">{t('none')}</p>}
      <ol className="px-4">
        {events.map((event) => (
          <EventLine key={event.letter} event={event} namesAccount={namesAccounts} />
        ))}
      </ol>
      <p className="px-4 pt-1 pl-11.5" data-print="no">
        <a href={`#${storyId}`} className="text-accent hover:underline">{t('all')}</a>
      </p>
    </Card>
  )
}

function EventLine({ event, namesAccount }: { event: KeyEvent; namesAccount: boolean }) {
  const t = useTranslations('incidents.events')
  const words = useIncidentWords()
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const { letter, at, what, entry } = event
  const about = aboutOf(event, t, language)

  return (
    <li className="relative grid grid-cols-[1.25rem_1fr] gap-x-2.5 pb-3">
      <span aria-hidden className="absolute top-5 bottom-0 left-2.5 w-px bg-line-strong" />
      <span className="inline-flex size-5 items-center justify-center rounded-full border border-text-2 bg-surface text-label font-strong">{letter}</span>
      <div className="min-w-0">
        <p className="font-strong">{t(`what.${what}`)}</p>
        <p className="flex items-center gap-2 text-label text-text-2">
          <StateShape tone={TONE[what]} size={9} />
          <time dateTime={at} className="figures">{formatDayClock(at, now, language, zone)}</time>
          {entry.host && <span className="mono">{entry.host}</span>}
        </p>
        {namesAccount && entry.account && <p className="mono text-label wrap-anywhere text-text-2">{words.account(entry.account)}</p>}
        {about && <p className="text-text-2">{about}</p>}
      </div>
    </li>
  )
}

type Say = ReturnType<typeof useTranslations<'incidents.events'>>

/** The figures that tell a turn, where it has some. */
function aboutOf({ what, entry }: KeyEvent, t: Say, language: Language): string | null {
  if (entry.kind === 'relay-lock' && what === 'locked') {
    const { figures, crossing } = entry.evidence
    return figures ? t('lockedAbout', { messages: figures.messages, unknown: figures.unknownRecipients, window: formatDuration(crossing?.windowSeconds ?? 600, language) }) : t('byPerson')
  }
  if (entry.kind === 'listing') return listName(entry.evidence.list)
  if (entry.kind === 'receiver') return what === 'through' ? null : t('receiverAbout', { attempts: entry.evidence.attempts, deferred: entry.evidence.deferred, refused: entry.evidence.refused })
  if (entry.kind === 'guarded-unlock' && what === 'relapse') return t('relapseAbout', { arrived: entry.evidence.figures?.arrived ?? 0, left: entry.evidence.left ?? 0 })
  return entry.kind === 'guarded-unlock' && what === 'opened' ? t('openedAbout', { released: entry.evidence.released ?? 0 }) : null
}
