import { Mail, StickyNote } from 'lucide-react'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import type { ToldEntry } from '../../lib/audit/merge-answers.ts'
import { formatClockSeconds } from '../../lib/i18n/format.ts'
import { Quote } from '../ui/card.tsx'
import type { Tone } from '../ui/state-shape.tsx'
import { TimelineEntry } from '../ui/timeline.tsx'
import { useStoryWords } from './use-story-words.ts'

/** One thing that happened, in words: when, what, by whom, with the log lines that prove it. */
export function StoryEntryRow({ entry, namesAccount }: { entry: ToldEntry; namesAccount?: boolean }) {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const words = useStoryWords()(entry)
  const by = useBy(entry)
  const tone = toneOf(entry)

  return (
    <TimelineEntry
      time={<time dateTime={entry.at}>{formatClockSeconds(entry.at, language, zone)}</time>}
      {...(tone ? { tone } : { icon: iconOf(entry) })}
      title={words.title}
      about={
        <>
          {namesAccount && entry.account && <span className="mono wrap-anywhere text-text-2">{entry.account}</span>}
          <span className="block">{words.about}</span>
        </>
      }
      by={by}
    >
      {words.quote && <Quote>{words.quote}</Quote>}
    </TimelineEntry>
  )
}

function useBy({ by }: ToldEntry): string {
  const t = useTranslations('story.by')
  if (by.kind === 'person') return by.initials || by.name
  return by.kind === 'agent' ? t('agent', { name: by.name }) : t(by.kind)
}

function iconOf(entry: ToldEntry) {
  return entry.kind === 'note' ? <StickyNote size={14} aria-hidden /> : <Mail size={14} aria-hidden />
}

/** The shape in front; null where a picture tells more. */
function toneOf(entry: ToldEntry): Tone | null {
  switch (entry.kind) {
    case 'relay-lock':
      return entry.to === 'locked' || entry.to === 'ended' ? 'bad' : 'ok'
    case 'guarded-unlock':
      return WATCH_TONES[entry.to ?? ''] ?? 'hold'
    case 'quarantine':
    case 'quarantine-act':
      return 'hold'
    case 'answer':
      return 'wait'
    case 'approval':
      return 'ok'
    case 'drift':
    case 'host':
      return 'unk'
    case 'receiver':
      return entry.to === 'refused' ? 'bad' : entry.to === 'deferring' ? 'wait' : 'ok'
    case 'listing':
      return entry.to === 'listed' ? 'bad' : entry.to === 'clear' ? 'ok' : 'unk'
    case 'list-health':
      return entry.to === 'works' ? 'ok' : 'unk'
    case 'check':
    case 'domain-check':
      return entry.to === 'fail' ? 'bad' : entry.to === 'pass' ? 'ok' : entry.to === 'unknown' ? 'unk' : 'few'
    case 'notice':
      return entry.to === 'failed' ? 'bad' : null
    case 'note':
      return null
    case 'ticket':
    case 'headers-read':
    case 'policy':
    case 'taught-rule':
    case 'delisting-request':
    case 'blocklist-setting':
    case 'account':
    case 'incident':
      return 'few'
  }
}

const WATCH_TONES: Record<string, Tone> = { opened: 'ok', 'locked-again': 'bad', cancelled: 'bad', failed: 'bad' }
