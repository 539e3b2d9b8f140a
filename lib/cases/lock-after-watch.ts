import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { applyLockMove } from '../relay-locks/apply-lock-move.ts'
import type { HeldLock } from '../relay-locks/relay-lock-records.ts'
import type { LockDecision } from '../relay-locks/relay-lock.ts'
import { listAnswers, setWaitingFor } from '../tickets/ticket-records.ts'
import { areAllAnswered } from '../tickets/ticket.ts'
import { holdLockOrRefuse } from './held-lock.ts'
import { wishLockedEverywhere } from './wish-relay.ts'

/**
 * A guarded unlock came to no result: locked on every host. The customer's answers still stand, so it is for us to
 * accept them once more or to ask again.
 */
export async function lockAfterWatch(tx: Tx, by: By, lock: HeldLock, why: { reason: string; hostId?: number }): Promise<LockDecision> {
  const decision = await applyLockMove(tx, lock, { act: 'cancel-guarded-unlock' }, { ...by, ...why })
  if (!decision.ok) return decision

  await wishLockedEverywhere(tx, { account: lock.account.name, lockId: lock.id, now: by.now })
  if (lock.ticketId === null) return decision
  await setWaitingFor(tx, lock.ticketId, 'us', by.now)
  const isAnswered = areAllAnswered(await listAnswers(tx, lock.ticketId))
  if (isAnswered) await applyLockMove(tx, await holdLockOrRefuse(tx, lock.id), { act: 'answers-complete' }, by)
  return decision
}
