import { randomUUID } from 'node:crypto'
import { holdAccount } from '../accounts/account-records.ts'
import { actorUserId } from '../audit/actor.ts'
import type { Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { hostsOfAccount } from '../hosts/host-records.ts'
import { writeOrders } from '../orders/order-records.ts'
import { findOpenLock, type HeldLock } from '../relay-locks/relay-lock-records.ts'
import { lockAccountInput, type LockAccountInput, type LockEvidence } from '../relay-locks/relay-lock.ts'
import { transact } from '../transact.ts'
import { openLock } from './open-lock.ts'

const NOTHING_MEASURED: LockEvidence = { crossing: null, figures: null, excerpts: [], crossingQueueId: null, burstBeganAt: null, crossedAt: null, inForceAt: null }

/**
 * A person locks an account on all its hosts and has its mail taken out of their queues.
 *
 * @throws AppError `conflict` when it is locked already
 */
export async function lockAccount(doing: Doing, input: LockAccountInput): Promise<{ lockId: string }> {
  const { account: name, reason } = lockAccountInput.parse(input)
  const { now, actor } = doing
  return transact(doing.db, async (tx) => {
    const account = await holdAccount(tx, name, now)
    if (await findOpenLock(tx, account.id)) throw new AppError('conflict', `${name} is locked already`, { userMessageKey: 'errors.already-locked' })

    const lock = await openLock(tx, { now, actor }, {
      account, lockedAt: now, origin: 'person', originHostId: null, agentLockIds: [], evidence: NOTHING_MEASURED, reason,
    })
    await orderQuarantine(tx, doing, lock, reason)
    return { lockId: lock.id }
  })
}

/** One order per host; where the account has no mail it moves nothing. */
async function orderQuarantine(tx: Tx, { now, actor }: Doing, lock: HeldLock, reason: string): Promise<void> {
  const actId = randomUUID()
  const hosts = await hostsOfAccount(tx, lock.account.name)
  await writeOrders(tx, hosts.map((host) => ({
    id: randomUUID(), hostId: host.id, actId, now, reason, userId: actorUserId(actor),
    body: { verb: 'quarantine', batchId: randomUUID(), account: lock.account.name },
  })))
}
