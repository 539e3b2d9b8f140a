import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { linksOfLock } from '../relay-locks/apply-lock-move.ts'
import { setApproval } from '../relay-locks/relay-lock-records.ts'
import { approveUnlockInput, isLockClosed, type ApproveUnlockInput } from '../relay-locks/relay-lock.ts'
import { transact } from '../transact.ts'
import { holdLockOrRefuse, refuseMove } from './held-lock.ts'

/**
 * The second person's word for the unlock of a repeat offender. Whoever gives it cannot start that unlock himself; a
 * relapse takes it back.
 */
export async function approveUnlock(doing: Doing, input: ApproveUnlockInput): Promise<void> {
  const { lockId, reason } = approveUnlockInput.parse(input)
  const { now, actor } = doing
  if (actor.kind !== 'person') throw new AppError('not-allowed', 'only a person approves')
  await transact(doing.db, async (tx) => {
    const lock = await holdLockOrRefuse(tx, lockId)
    if (isLockClosed(lock.state)) refuseMove(lock, 'closed')
    await setApproval(tx, lockId, { userId: actor.userId, at: now, reason })
    await recordChange(tx, { kind: 'approval', at: now, actor, to: 'approved', reason, ...linksOfLock(lock), evidence: { text: reason } })
    await recordAudit(tx, { at: now, actor, action: 'relay lock: approve unlock', subject: `lock ${lockId} of ${lock.account.name}`, reason, after: { approvedBy: actor.name } })
  })
}
