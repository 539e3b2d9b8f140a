import { randomUUID } from 'node:crypto'
import { actorUserId } from '../audit/actor.ts'
import { recordChange } from '../audit/change-records.ts'
import type { By, Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { endGuardedUnlock, findRunningGuardedUnlock, type GuardedUnlockRow } from '../guarded-unlocks/guarded-unlock-records.ts'
import { lockAgainInput, type LockAgainInput } from '../guarded-unlocks/guarded-unlock.ts'
import { writeOrders } from '../orders/order-records.ts'
import { applyLockMove, linksOfLock } from '../relay-locks/apply-lock-move.ts'
import type { HeldLock } from '../relay-locks/relay-lock-records.ts'
import { listAnswers, setWaitingFor } from '../tickets/ticket-records.ts'
import { areAllAnswered } from '../tickets/ticket.ts'
import { holdLockOrRefuse, refuseMove } from './held-lock.ts'
import { wishLockedEverywhere } from './wish-relay.ts'

/**
 * A person breaks a guarded unlock off: locked on every host, what was held goes to quarantine. Wins over a clean end
 * that the host tells later.
 */
export async function lockAgainNow(doing: Doing, input: LockAgainInput): Promise<void> {
  const { lockId, reason } = lockAgainInput.parse(input)
  const { now, actor } = doing
  await doing.db.$transaction(async (tx) => {
    const lock = await holdLockOrRefuse(tx, lockId)
    const decision = await applyLockMove(tx, lock, { act: 'cancel-guarded-unlock' }, { now, actor, reason })
    if (!decision.ok) refuseMove(lock, decision.why)

    await wishLockedEverywhere(tx, { account: lock.account.name, lockId, now })
    const running = await findRunningGuardedUnlock(tx, lockId)
    if (running) await breakOff(tx, { now, actor }, lock, running, reason)
    await waitForUs(tx, { now, actor }, lock)
  })
}

/** The customer's answers still stand: it is for us to accept them once more or to ask again. */
async function waitForUs(tx: Tx, by: By, { id, ticketId }: HeldLock): Promise<void> {
  if (ticketId === null) return
  await setWaitingFor(tx, ticketId, 'us', by.now)
  if (areAllAnswered(await listAnswers(tx, ticketId))) await applyLockMove(tx, await holdLockOrRefuse(tx, id), { act: 'answers-complete' }, by)
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
