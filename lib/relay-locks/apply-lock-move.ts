import { recordAudit } from '../audit/audit-records.ts'
import type { Actor } from '../audit/actor.ts'
import type { ChangeEvidence } from '../audit/change.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Tx } from '../db.ts'
import { setLockState, type HeldLock } from './relay-lock-records.ts'
import { moveLock, type LockDecision, type LockMove } from './relay-lock.ts'

export type MoveContext = { now: Date; actor: Actor; reason?: string; evidence?: ChangeEvidence<'relay-lock'>; hostId?: number | null }

/**
 * Carries out one move of a held lock: the state, its change row, its audit row. A move that leaves the state as it is
 * writes nothing. Returns the decision; on a refusal nothing was written and the caller says why.
 */
export async function applyLockMove(tx: Tx, lock: HeldLock, move: LockMove, context: MoveContext): Promise<LockDecision> {
  const decision = moveLock(lock.state, move)
  if (!decision.ok || decision.to === lock.state) return decision

  await setLockState(tx, lock.id, decision.to, context.now)
  await recordLockChange(tx, lock, decision.to, context)
  await recordAudit(tx, {
    at: context.now,
    actor: context.actor,
    action: `relay lock: ${move.act}`,
    subject: `lock ${lock.id} of ${lock.account.name}`,
    reason: context.reason,
    before: { state: lock.state },
    after: { state: decision.to },
  })
  return decision
}

/** The change row of a lock, put on every timeline it belongs to. */
export async function recordLockChange(tx: Tx, lock: HeldLock, to: string, context: MoveContext): Promise<void> {
  await recordChange(tx, {
    kind: 'relay-lock',
    at: context.now,
    actor: context.actor,
    from: lock.state,
    to,
    reason: context.reason,
    hostId: context.hostId,
    ...linksOfLock(lock),
    evidence: context.evidence ?? {},
  })
}

/** Whose timelines a change of this lock belongs to. */
export function linksOfLock(lock: HeldLock): { lockId: string; accountId: number; customerId: number | null; ticketId: number | null; incidentId: number | null } {
  return { lockId: lock.id, accountId: lock.account.id, customerId: lock.account.customerId, ticketId: lock.ticketId, incidentId: lock.incidentId }
}
