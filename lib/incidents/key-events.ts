import type { StoryEntry } from '../audit/story.ts'

/** What a review names by a letter: the turns of the story, without what only lies between them. */
export type KeyEventWhat = 'locked' | 'told' | 'answered' | 'accepted' | 'unlock' | 'relapse' | 'opened' | 'lifted' | 'ended' | 'silent' | 'heard' | 'deferring' | 'refused' | 'through' | 'listed' | 'delisted' | 'fails' | 'passes' | 'over'
export type KeyEvent = { letter: string; at: string; what: KeyEventWhat; entry: StoryEntry }

const EVENTS_MAX = 9
/** These are named first where there are too many. */
const TURNS: KeyEventWhat[] = ['locked', 'relapse', 'opened', 'lifted', 'ended', 'silent', 'heard']

/**
 * The turns of a story with letters, oldest first.
 *
 * @param entries newest first, not yet thinned out
 */
export function keyEvents(entries: StoryEntry[]): KeyEvent[] {
  const found = [...entries].reverse().flatMap((entry) => {
    const what = whatOf(entry)
    return what ? [{ at: entry.at, what, entry }] : []
  })
  const isFirst = (index: number) => found.findIndex(({ what }) => what === found[index]?.what) === index
  const isLast = (index: number) => found.findLastIndex(({ what }) => what === found[index]?.what) === index
  // A receiver's block moves host by host: the first of each kind and the last host that gets through tell it.
  const weight = (index: number) => {
    const what = found[index]?.what ?? 'over'
    if (what === 'fails') return isFirst(index) ? 0 : 2
    if (what === 'through' || what === 'passes') return isLast(index) ? 0 : 2
    if (what === 'deferring' || what === 'refused') return isFirst(index) ? 0 : 2
    return TURNS.includes(what) ? 0 : 1
  }
  const kept = new Set(found.map((_, index) => index).sort((a, b) => weight(a) - weight(b) || a - b).slice(0, EVENTS_MAX))
  return found.filter((_, index) => kept.has(index)).map((event, index) => ({ letter: String.fromCharCode(65 + index), ...event }))
}

function whatOf(entry: StoryEntry): KeyEventWhat | null {
  switch (entry.kind) {
    case 'relay-lock':
      return lockTurn(entry.from, entry.to)
    case 'guarded-unlock':
      return entry.to === 'watch-wanted' ? 'unlock' : entry.to === 'locked-again' ? 'relapse' : entry.to === 'opened' ? 'opened' : null
    case 'notice':
      return entry.to === 'sent' && entry.evidence.kind === 'three-questions' ? 'told' : null
    case 'host':
      return entry.to === 'silent' || entry.to === 'heard' ? entry.to : null
    case 'receiver':
      return entry.to === 'fine' ? 'through' : entry.to === 'refused' || entry.to === 'deferring' ? entry.to : null
    case 'listing':
      return entry.to === 'listed' ? 'listed' : entry.to === 'clear' ? 'delisted' : null
    case 'check':
    case 'domain-check':
      return entry.to === 'fail' ? 'fails' : entry.to === 'pass' ? 'passes' : null
    case 'incident':
      return entry.to === 'over' ? 'over' : null
    default:
      return null
  }
}

/** What a watch brings about is told by the watch itself. */
function lockTurn(from: string | null, to: string | null): KeyEventWhat | null {
  if (to === 'locked') return from === null ? 'locked' : null
  return to === 'answered' || to === 'accepted' || to === 'lifted' || to === 'ended' ? to : null
}
