import { isLockClosed, type LockEvidence, type LockState } from '../relay-locks/relay-lock.ts'

/**
 * What a customer is told of his account. `watched`: we let it send and look on. `fresh`: opened within a day, watched
 * more closely than usual. `ended`: sending will not be opened again.
 */
export type SendingState = 'open' | 'fresh' | 'locked' | 'waiting' | 'watched' | 'ended'

const FRESH_MS = 86_400_000

/** Answers `locked` when it is the customer's turn, `waiting` when it is ours. */
export function sendingState(lock: { state: LockState; closedAt: string | null; waitingFor: string | null } | null, now: number): SendingState {
  if (!lock) return 'open'
  if (lock.state === 'ended') return 'ended'
  if (isLockClosed(lock.state)) return lock.state === 'open' && lock.closedAt !== null && now - Date.parse(lock.closedAt) < FRESH_MS ? 'fresh' : 'open'
  if (lock.state === 'guarded-unlock') return 'watched'
  return lock.state === 'answered' || lock.state === 'accepted' ? 'waiting' : 'locked'
}

/** The burst in the customer's words: when, how many mails, which share of their recipients does not exist. */
export type Burst = { from: string | null; until: string; messages: number; unknownShare: number | null }

/** Null when a person locked the account and nothing was measured. */
export function burstOf(evidence: LockEvidence, lockedAt: string): Burst | null {
  const { figures } = evidence
  if (!figures) return null
  return {
    from: evidence.burstBeganAt,
    until: evidence.crossedAt ?? lockedAt,
    messages: figures.messages,
    unknownShare: figures.unknownRecipients > 0 && figures.recipients > 0 ? figures.unknownRecipients / figures.recipients : null,
  }
}
