import { EVIDENCE_LEVELS, type Blocklist } from './blocklist.ts'
import { codeReader } from './return-code.ts'

/** What a listing weighs, and how it is shown. */
export type Trust =
  /** It tells a reason and a time, or more: believed and shown first. */
  | 'tells-why'
  /** Receivers refuse by it, and it tells nothing. */
  | 'decides-without-reason'
  /** Worth a look. */
  | 'ordinary'
  /** Hardly anybody refuses by it: shown small, opens nothing. */
  | 'vanity'
  /** No listing at all: white lists, scores, facts about a network. */
  | 'no-verdict'

type Known = Pick<Blocklist, 'severity' | 'evidence' | 'codes' | 'isWhitelist' | 'isBitmask'>

/** From here on a list tells enough to be believed: a reason and until when, or better. */
const WHY = EVIDENCE_LEVELS.indexOf('reason+timer')
/** A level, a score or the name of a class is no reason that anybody could act on. */
const GIVES_NO_REASON: readonly string[] = ['none', 'unknown', 'level', 'score', 'list-name', 'reason-class']
const WEIGHT: Record<Trust, number> = { 'tells-why': 4, 'decides-without-reason': 3, ordinary: 1, vanity: 0, 'no-verdict': 0 }

/** How far a list is to be trusted, by what it tells and by who refuses because of it. */
export function trustOf(list: Known): Trust {
  if (list.isWhitelist || list.severity === 'info' || (list.codes.length > 0 && !list.codes.some((code) => code.is === 'listing'))) return 'no-verdict'
  if (list.severity === 'ignore') return 'vanity'
  const level = EVIDENCE_LEVELS.indexOf(list.evidence.level)
  if (level >= WHY) return 'tells-why'
  const givesNone = GIVES_NO_REASON.includes(list.evidence.level)
  if (list.severity === 'critical' || list.severity === 'high') return givesNone ? 'decides-without-reason' : 'ordinary'
  return list.severity === 'medium' || !givesNone ? 'ordinary' : 'vanity'
}

/**
 * The lists that speak in an answer: of a zone that holds several (Spamhaus ZEN) those whose codes were given, else the
 * list itself. Trust, reason and the way to be delisted are theirs.
 */
export function speakersOf(list: Blocklist, codes: readonly string[], known: (id: string) => Blocklist | undefined): Blocklist[] {
  const members = (list.aggregateOf ?? []).flatMap((id) => known(id) ?? [])
  const speaking = members.filter((member) => {
    const read = codeReader({ ...member, isComponent: true })
    return codes.some((code) => read(code).is === 'listing')
  })
  return speaking.length === 0 ? [list] : speaking
}

/** Several lists of one operator are one opinion: the weightiest of each family counts, once. */
export function weightOf(lists: readonly (Known & Pick<Blocklist, 'family'>)[]): number {
  const families = new Map<string, number>()
  for (const list of lists) families.set(list.family, Math.max(families.get(list.family) ?? 0, WEIGHT[trustOf(list)]))
  return [...families.values()].reduce((sum, weight) => sum + weight, 0)
}
