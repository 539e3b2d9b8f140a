import * as z from 'zod'
import type { GuardedUnlockTerms } from '../policies/policy.ts'
import type { Capabilities } from '../protocol/readings.ts'

/**
 * Steps of the durable procedure. Wanted first, then seen: the row says `watch-wanted` before any host is told, and
 * `watching` only when the agent said that the watch is in force. The agent ends it; the desk records how.
 */
export const guardedUnlockSteps = ['pre-check', 'watch-wanted', 'watching', 'opened', 'locked-again', 'cancelled', 'failed'] as const
export type GuardedUnlockStep = (typeof guardedUnlockSteps)[number]

export function isGuardedUnlockOver(step: GuardedUnlockStep): boolean {
  return step === 'opened' || step === 'locked-again' || step === 'cancelled' || step === 'failed'
}

export const startGuardedUnlockInput = z.strictObject({
  lockId: z.uuid(),
  /** Name of the host that holds and watches; the one where the lock began unless given. */
  host: z.string().max(255).optional(),
  reason: z.string().trim().max(1000),
})
export type StartGuardedUnlockInput = z.infer<typeof startGuardedUnlockInput>

export const lockAgainInput = z.strictObject({ lockId: z.uuid(), reason: z.string().trim().max(1000) })
export type LockAgainInput = z.infer<typeof lockAgainInput>

/** Where a host can only watch by stopping its whole queue, everybody's mail waits with it: two minutes or 50 mails at most. */
const WHOLE_QUEUE = { watchSeconds: 120, mailsMax: 50 }

/** The policy's terms, cut to what others on this host can bear. */
export function termsForHost(terms: GuardedUnlockTerms, host: Pick<Capabilities, 'watches'>): GuardedUnlockTerms {
  if (host.watches === 'account') return terms
  return {
    ...terms,
    watchSeconds: Math.min(terms.watchSeconds, WHOLE_QUEUE.watchSeconds),
    mailsMax: Math.min(terms.mailsMax, WHOLE_QUEUE.mailsMax),
  }
}

const BEGINS_WITHIN_MS = 30_000
const ENDS_WITHIN_MS = 30_000

/** True when a watch was not heard to begin, or to end, in the time it should have. What is then so is not known. */
export function isWatchOverdue(watch: { step: GuardedUnlockStep; startedAt: Date; watchUntil: Date | null }, now: Date): boolean {
  if (isGuardedUnlockOver(watch.step)) return false
  if (watch.watchUntil === null) return now.getTime() - watch.startedAt.getTime() > BEGINS_WITHIN_MS
  return now.getTime() - watch.watchUntil.getTime() > ENDS_WITHIN_MS
}
