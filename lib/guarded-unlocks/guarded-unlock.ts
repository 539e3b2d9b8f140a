/**
 * Steps of the durable procedure. Wanted first, then seen: the row says `watch-wanted` before any host is told, and
 * `watching` only when the agent said that the watch is in force. The agent ends it; the desk records how.
 */
export const guardedUnlockSteps = ['pre-check', 'watch-wanted', 'watching', 'opened', 'locked-again', 'cancelled', 'failed'] as const
export type GuardedUnlockStep = (typeof guardedUnlockSteps)[number]

export function isGuardedUnlockOver(step: GuardedUnlockStep): boolean {
  return step === 'opened' || step === 'locked-again' || step === 'cancelled' || step === 'failed'
}
