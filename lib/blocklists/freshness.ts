import type { DeskList } from './listing.ts'
import { roundMsOf } from './sweep-round.ts'
import type { TargetKind } from './blocklist.ts'

const HOUR_MS = 3_600_000
/** So many rounds may be lost before an answer is no longer believed, and never less than an hour. */
const ROUNDS = 3
/** Two is the most that are asked; a list that is asked less often by it is believed for longer. */
const RESOLVERS = 2

export type Asking = { targets: Record<TargetKind, number>; intervalMinutes: number }

/** Answers of a list from before then are shown as unknown, with their age: a listing or a delisting may have come since. */
export function freshSince(desk: Pick<DeskList, 'list' | 'trust' | 'sharing'>, { targets, intervalMinutes }: Asking, now: Date): Date {
  const roundMs = roundMsOf(desk, { targets, resolvers: RESOLVERS }, intervalMinutes * 60_000)
  return new Date(now.getTime() - Math.max(HOUR_MS, ROUNDS * roundMs))
}
