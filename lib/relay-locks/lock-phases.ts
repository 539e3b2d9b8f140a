import { isLockClosed, type LockState } from './relay-lock.ts'

/** Where the time of a lock went, in milliseconds. */
export type LockPhases = {
  /** Locked and not told yet: nobody but us could do anything. */
  untold: number
  /** The customer was asked and had not answered everything. */
  customer: number
  /** His answers were there and waited for us. */
  us: number
  /** Hosts held and watched. */
  watch: number
}
export const PHASES = ['untold', 'customer', 'us', 'watch'] as const satisfies (keyof LockPhases)[]
export const NO_PHASES: LockPhases = { untold: 0, customer: 0, us: 0, watch: 0 }

type Move = { at: Date; to: string }

/** The phases of one lock from its moves, oldest first, until it was closed or `now`. */
export function lockPhases(lockedAt: Date, moves: Move[], now: Date): LockPhases {
  const sums = { ...NO_PHASES }
  let state: LockState = 'locked'
  let since = lockedAt.getTime()
  const until = (at: number) => {
    const phase = phaseOf(state, sums)
    if (phase) sums[phase] += Math.max(0, at - since)
  }
  for (const move of moves) {
    until(move.at.getTime())
    state = move.to as LockState
    since = move.at.getTime()
  }
  until(now.getTime())
  return sums
}

/** After a relapse the customer is told within seconds that he is asked again; that wait is his. */
function phaseOf(state: LockState, sums: LockPhases): keyof LockPhases | null {
  if (isLockClosed(state)) return null
  if (state === 'locked') return sums.customer > 0 || sums.us > 0 ? 'customer' : 'untold'
  if (state === 'notified') return 'customer'
  return state === 'guarded-unlock' ? 'watch' : 'us'
}

export function addPhases(a: LockPhases, b: LockPhases): LockPhases {
  return { untold: a.untold + b.untold, customer: a.customer + b.customer, us: a.us + b.us, watch: a.watch + b.watch }
}
