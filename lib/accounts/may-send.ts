import type { LockState } from '../relay-locks/relay-lock.ts'

/**
 * Whether an account may send, for staff. `watched`: it may, and every mail is held meanwhile. `ended`: the lock's story
 * is over and the account stays locked. Fetching is never locked.
 */
export type MaySend = 'open' | 'locked' | 'watched' | 'ended'

/** By the state of the account's latest lock; null when it was never locked. */
export function maySend(latest: LockState | null): MaySend {
  if (latest === null || latest === 'open' || latest === 'lifted') return 'open'
  if (latest === 'guarded-unlock') return 'watched'
  return latest === 'ended' ? 'ended' : 'locked'
}
