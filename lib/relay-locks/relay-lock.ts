import * as z from 'zod'
import { crossing, limits, windowFigures } from '../protocol/limits.ts'
import { accountName } from '../protocol/primitives.ts'

/**
 * `locked → notified → answered → accepted → guarded-unlock → open`; back to `locked` on a relapse, back to `notified`
 * when answers are incomplete or sent back; `lifted` (false alarm) and `ended` (customer given notice) from anywhere.
 */
export const lockStates = ['locked', 'notified', 'answered', 'accepted', 'guarded-unlock', 'open', 'lifted', 'ended'] as const
export type LockState = (typeof lockStates)[number]
export const lockState = z.enum(lockStates)

/** States in which a lock is history: nothing moves it any more. After `ended` the account stays locked on its hosts. */
export const CLOSED_STATES: LockState[] = ['open', 'lifted', 'ended']
export function isLockClosed(state: LockState): boolean {
  return CLOSED_STATES.includes(state)
}

/** What may happen to a lock. */
export type LockMove =
  | { act: 'notice-sent' }
  | { act: 'answers-complete' }
  | { act: 'answers-incomplete' }
  | { act: 'accept' }
  | { act: 'ask-again' }
  | { act: 'start-guarded-unlock'; needsSecondPerson: boolean; isApproved: boolean }
  | { act: 'relapse' }
  | { act: 'cancel-guarded-unlock' }
  | { act: 'opened' }
  | { act: 'lift'; reason: string }
  | { act: 'end'; reason: string }

export type LockDecision = { ok: true; to: LockState } | { ok: false; why: LockRefusal }
export type LockRefusal = 'closed' | 'not-accepted' | 'not-watching' | 'second-person-missing' | 'reason-missing' | 'watching' | 'not-asked'

/** Decides every move of every relay lock; the callers only carry it out. */
export function moveLock(state: LockState, move: LockMove): LockDecision {
  if (isLockClosed(state)) return refuse('closed')
  switch (move.act) {
    case 'notice-sent':
      return state === 'locked' ? to('notified') : to(state)
    case 'answers-complete':
      return state === 'locked' || state === 'notified' || state === 'answered' ? to('answered') : refuse('not-asked')
    case 'answers-incomplete':
      return state === 'answered' ? to('notified') : to(state)
    case 'accept':
      return state === 'answered' || state === 'accepted' ? to('accepted') : refuse('not-asked')
    case 'ask-again':
      return state === 'guarded-unlock' ? refuse('watching') : to('notified')
    case 'start-guarded-unlock':
      if (state === 'guarded-unlock') return refuse('watching')
      if (state !== 'accepted') return refuse('not-accepted')
      return move.needsSecondPerson && !move.isApproved ? refuse('second-person-missing') : to('guarded-unlock')
    case 'relapse':
      return to('locked')
    case 'cancel-guarded-unlock':
      return state === 'guarded-unlock' ? to('locked') : refuse('not-watching')
    case 'opened':
      return state === 'guarded-unlock' ? to('open') : refuse('not-watching')
    case 'lift':
      return move.reason.trim() === '' ? refuse('reason-missing') : to('lifted')
    case 'end':
      return move.reason.trim() === '' ? refuse('reason-missing') : to('ended')
  }
}

/** Why the account was locked, kept as the agent told it or as the person who locked it wrote. */
export const lockEvidence = z.object({
  crossing: crossing.nullable(),
  figures: windowFigures.nullable(),
  excerpts: z.array(z.string()),
  crossingQueueId: z.string().nullable(),
  burstBeganAt: z.string().nullable(),
  crossedAt: z.string().nullable(),
  inForceAt: z.string().nullable(),
})
export type LockEvidence = z.infer<typeof lockEvidence>

/** A repeat offender: an earlier lock (not lifted as a false alarm) began within twelve months. */
export function isRepeatOffender(earlier: { lockedAt: Date; state: LockState }[], now: Date): boolean {
  const yearAgo = new Date(now)
  yearAgo.setUTCFullYear(yearAgo.getUTCFullYear() - 1)
  return earlier.some((lock) => lock.state !== 'lifted' && lock.lockedAt >= yearAgo)
}

function to(state: LockState): LockDecision {
  return { ok: true, to: state }
}

function refuse(why: LockRefusal): LockDecision {
  return { ok: false, why }
}

const reason = z.string().trim().min(1).max(1000)

export const lockAccountInput = z.strictObject({ account: accountName, reason })
export type LockAccountInput = z.infer<typeof lockAccountInput>

/** A false alarm. `release`: what was quarantined goes out; `keep`: it stays and can be released by hand. */
export const liftLockInput = z.strictObject({
  lockId: z.uuid(),
  reason,
  quarantined: z.enum(['release', 'keep']),
  /** The customer's own limits from now on; null leaves them. */
  limits: limits.nullable(),
})
export type LiftLockInput = z.infer<typeof liftLockInput>

export const endLockInput = z.strictObject({ lockId: z.uuid(), reason })
export type EndLockInput = z.infer<typeof endLockInput>

export const approveUnlockInput = z.strictObject({ lockId: z.uuid(), reason })
export type ApproveUnlockInput = z.infer<typeof approveUnlockInput>

/** Rows of one page of the list of locks. */
export const LOCKS_PER_PAGE = 50
