import type { ListingSpell, ListingState } from './listing.ts'

const DAY_MS = 86_400_000
/** A day of which so much is unknown is unknown, unless it was listed within. */
const UNKNOWN_FROM = 0.5

export type DayState = { from: string; state: ListingState }

/**
 * What a target was on a list in each of the last days, the oldest first: listed if it ever was on that day; unknown when
 * nobody could tell for half of it, or when it was not asked about yet. The days end with now, not at midnight.
 *
 * @param firstAskedAt null: it was never asked about
 */
export function dayStates(spells: readonly Pick<ListingSpell, 'state' | 'beganAt' | 'endedAt'>[], { days, now, firstAskedAt }: { days: number; now: Date; firstAskedAt: Date | null }): DayState[] {
  return Array.from({ length: days }, (_, n) => {
    const from = now.getTime() - (days - n) * DAY_MS
    return { from: new Date(from).toISOString(), state: stateOf(from) }
  })

  function stateOf(from: number): ListingState {
    const covered = spells.map(({ state, beganAt, endedAt }) => ({ state, ms: overlap(from, beganAt.getTime(), endedAt?.getTime() ?? now.getTime()) }))
    if (covered.some(({ state, ms }) => state === 'listed' && ms > 0)) return 'listed'
    const before = firstAskedAt === null ? DAY_MS : overlap(from, 0, firstAskedAt.getTime())
    const unknown = covered.reduce((sum, { state, ms }) => sum + (state === 'unknown' ? ms : 0), before)
    return unknown >= DAY_MS * UNKNOWN_FROM ? 'unknown' : 'clear'
  }
}

function overlap(from: number, began: number, ended: number): number {
  return Math.max(0, Math.min(from + DAY_MS, ended) - Math.max(from, began))
}
