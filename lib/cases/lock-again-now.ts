import { randomUUID } from 'node:crypto'
import { actorUserId } from '../audit/actor.ts'
import { recordChange } from '../audit/change-records.ts'
import type { By, Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { endGuardedUnlock, findRunningGuardedUnlock, type GuardedUnlockRow } from '../guarded-unlocks/guarded-unlock-records.ts'
import { lockAgainInput, type LockAgainInput } from '../guarded-unlocks/guarded-unlock.ts'
import { writeOrders } from '../orders/order-records.ts'
import { linksOfLock } from '../relay-locks/apply-lock-move.ts'
import type { HeldLock } from '../relay-locks/relay-lock-records.ts'
import { transact } from '../transact.ts'
import { holdLockOrRefuse, refuseMove } from './held-lock.ts'
import { lockAfterWatch } from './lock-after-watch.ts'

/**
 * A person breaks a guarded unlock off: locked on every host, what was held goes to quarantine. Wins over a clean end
 * that the host tells later.
 */
export async function lockAgainNow(doing: Doing, input: LockAgainInput): Promise<void> {
  const { lockId, reason } = lockAgainInput.parse(input)
  const { now, actor } = doing
  await transact(doing.db, async (tx) => {
    const lock = await holdLockOrRefuse(tx, lockId)
    const decision = await lockAfterWatch(tx, { now, actor }, lock, { reason })
    if (!decision.ok) refuseMove(lock, decision.why)
    const running = await findRunningGuardedUnlock(tx, lockId)
    if (running) await breakOff(tx, { now, actor }, lock, running, reason)
  })
}

/** The order takes what is held whether or not the host has put it away by itself by then: it moves each mail once. */
async function breakOff(tx: Tx, { now, actor }: By, lock: HeldLock, running: GuardedUnlockRow, reason: string): Promise<void> {
  await endGuardedUnlock(tx, running.id, 'cancelled', now)
  await recordChange(tx, {
    kind: 'guarded-unlock', at: now, actor, from: running.step, to: 'cancelled', reason, hostId: running.hostId, ...linksOfLock(lock),
    evidence: { guardedUnlockId: running.id },
  })
  await writeOrders(tx, [{
    id: randomUUID(), hostId: running.hostId, now, reason, userId: actorUserId(actor),
    body: { verb: 'quarantine', batchId: randomUUID(), account: lock.account.name },
  }])
}
