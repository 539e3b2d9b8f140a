import { noAttempts, type Attempts } from '../deliveries/habit.ts'
import type { Bucket, Proof } from './standing.ts'

/** As many attempts as a habit can weigh: a person said that it is so, however few there were. */
const WEIGHT = 200
const KEYS = ['taken', 'deferred', 'refused', 'unclear', 'unclearRefused'] as const

/**
 * The attempts that are usual from now on: those since the trouble began, or those that proved it where none are kept, weighed
 * as a whole habit.
 */
export function newNormal(buckets: Bucket[], proof: Proof): Attempts {
  const met = noAttempts()
  for (const bucket of buckets.filter(({ start }) => start >= proof.from)) for (const key of KEYS) met[key] += bucket[key]
  const known = countOf(met) > 0 ? met : { ...noAttempts(), taken: proof.attempts - proof.deferred - proof.refused, deferred: proof.deferred, refused: proof.refused }
  const times = Math.max(1, Math.ceil(WEIGHT / Math.max(1, countOf(known))))
  return { taken: known.taken * times, deferred: known.deferred * times, refused: known.refused * times, unclear: known.unclear * times, unclearRefused: known.unclearRefused * times }
}

function countOf({ taken, deferred, refused, unclear, unclearRefused }: Attempts): number {
  return taken + deferred + refused + unclear + unclearRefused
}
