import type { Listing, ListingState } from './listing.ts'
import type { BlocklistCheck } from './sweep-blocklists.ts'
import type { UnknownReason } from './reading.ts'

/** What is kept of a target on a list, as far as the next answer is judged by it. */
export type KeptListing = Pick<Listing, 'target' | 'list' | 'state' | 'since' | 'checkedAt' | 'knownState' | 'knownAt' | 'codes' | 'meaning' | 'text' | 'reason'> & {
  incidentId: number | null
  /** When the listing that has not ended began, also while nobody can tell. */
  listedSince: Date | null
}

export type JudgedListing = {
  state: ListingState
  since: Date
  knownState: 'listed' | 'clear' | null
  knownAt: Date | null
  codes: string[]
  meaning: string | null
  text: string | null
  reason: UnknownReason | null
  /** What is announced: only a listing, its end, and that nobody can tell whether it stands. */
  move: { from: ListingState | null; to: ListingState } | null
}

/** A second look at a listing comes so long after the first, where only one resolver is asked. */
export const CONFIRM_AFTER_MS = 120_000

/**
 * What an answer makes of a target on a list. A listing is one only when two looks saw it: two resolvers at once, or the
 * same one again some minutes later; until then it is unknown, "not confirmed". Unknown never turns into clear or listed: what
 * was known last stays known, with its age. Null: the answer is older than what is kept.
 */
export function judgeListing(kept: KeptListing | undefined, check: BlocklistCheck): JudgedListing | null {
  if (kept && check.at <= kept.checkedAt) return null
  const { at, meaning, text } = check
  const codes = [...check.codes]
  const known = { knownState: kept?.knownState ?? null, knownAt: kept?.knownAt ?? null }
  if (check.state === 'listed' && !isConfirmed(kept, check)) return unknownFrom(kept, at, { ...known, codes, meaning, text, reason: 'not-confirmed' })
  if (check.state === 'unknown') return unknownFrom(kept, at, { ...known, codes, meaning, text, reason: check.reason })

  const wasListed = kept?.knownState === 'listed'
  const said = { knownAt: at, codes, meaning, text, reason: null }
  if (check.state === 'clear') return { ...said, state: 'clear', knownState: 'clear', since: kept?.state === 'clear' ? kept.since : at, move: wasListed ? { from: kept.state, to: 'clear' } : null }
  const since = wasListed ? (kept.listedSince ?? kept.since) : isPending(kept) ? kept.since : at
  return { ...said, state: 'listed', knownState: 'listed', since, move: kept?.state === 'listed' ? null : { from: kept?.state ?? null, to: 'listed' } }
}

/** Whether nothing but the age of what is kept changes. */
export function isSame(kept: KeptListing, judged: JudgedListing): boolean {
  return kept.state === judged.state && kept.since.getTime() === judged.since.getTime() && kept.knownState === judged.knownState && kept.reason === judged.reason
    && kept.meaning === judged.meaning && kept.text === judged.text && kept.codes.join() === judged.codes.join()
}

/** A listing seen once, waiting for the second look. */
export function isPending(kept: Pick<KeptListing, 'state' | 'reason'> | undefined): kept is KeptListing {
  return kept?.state === 'unknown' && kept.reason === 'not-confirmed'
}

function isConfirmed(kept: KeptListing | undefined, check: BlocklistCheck): boolean {
  if (kept?.knownState === 'listed' || check.evidence.filter(({ state }) => state === 'listed').length > 1) return true
  return isPending(kept) && check.at.getTime() - kept.since.getTime() >= CONFIRM_AFTER_MS
}

type Unknown = Pick<JudgedListing, 'knownState' | 'knownAt' | 'codes' | 'meaning' | 'text' | 'reason'>

function unknownFrom(kept: KeptListing | undefined, at: Date, unknown: Unknown): JudgedListing {
  const goesOn = kept?.state === 'unknown' && (kept.reason === 'not-confirmed') === (unknown.reason === 'not-confirmed')
  return { ...unknown, state: 'unknown', since: goesOn ? kept.since : at, move: kept?.state === 'listed' ? { from: 'listed', to: 'unknown' } : null }
}
