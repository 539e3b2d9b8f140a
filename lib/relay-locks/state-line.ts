import type { LockState } from './relay-lock.ts'

/** The way of a lock that is opened again, in order. */
export const LOCK_WAY = ['locked', 'notified', 'answered', 'accepted', 'guarded-unlock', 'open'] as const satisfies LockState[]

export type LockStep = { state: LockState; at: string | null; is: 'done' | 'now' | 'ahead' }
export type LockMoveSeen = { to: string | null; at: string }

/**
 * Where a lock stands on its way, each step passed with the last time it was reached. A step that was skipped (answers
 * came before the notice was sent) counts as done without a time. `lifted` and `ended` take the last place.
 */
export function stateLine({ state, lockedAt }: { state: LockState; lockedAt: string }, moves: LockMoveSeen[]): LockStep[] {
  const reached = new Map<string, string>([['locked', lockedAt]])
  for (const { to, at } of [...moves].sort((a, b) => a.at.localeCompare(b.at))) {
    if (to !== null && to !== 'locked') reached.set(to, at)
  }
  const way = state === 'lifted' || state === 'ended' ? [...passed(reached), state] : [...LOCK_WAY]
  const here = way.indexOf(state)

  return way.map((step, index) => ({
    state: step,
    at: index <= here ? (reached.get(step) ?? null) : null,
    is: index < here || step === 'open' && index === here ? 'done' : index === here ? 'now' : 'ahead',
  }))
}

function passed(reached: Map<string, string>): LockState[] {
  return LOCK_WAY.filter((step) => reached.has(step))
}
