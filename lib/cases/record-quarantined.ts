import { findOrCreateAccount } from '../accounts/account-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { effectivePolicy } from '../policies/policy-records.ts'
import type { EventOf } from '../protocol/events.ts'
import { countBatch, ensureBatch, markBatchComplete, storeTakenMessages } from '../quarantine/quarantine-intake-records.ts'
import { findLatestLock, linksOfLockRow } from '../relay-locks/find-latest-lock.ts'

const DAY_MS = 86_400_000

/**
 * Messages that a host took out of delivery: envelope and size, no subject, no body. Bounces that the host made for
 * the account's mail count under the account. The change row is written once the host says that the batch is whole.
 */
export async function recordQuarantined(tx: Tx, by: By, host: { id: number }, event: EventOf<'quarantined'>): Promise<void> {
  const account = await findOrCreateAccount(tx, event.account, by.now)
  const lock = await findLatestLock(tx, account.id)
  const policy = await effectivePolicy(tx, account.customerId)
  const { batchId, cause, guardedUnlockId } = event
  await ensureBatch(tx, {
    id: batchId, accountId: account.id, hostId: host.id, lockId: lock?.id ?? null, cause, guardedUnlockId,
    takenAt: by.now, deleteAt: new Date(by.now.getTime() + policy.quarantine.deleteAfterDays * DAY_MS),
  })
  await storeTakenMessages(tx, { batchId, hostId: host.id, accountId: account.id, at: by.now }, event.messages)
  if (!event.complete) return

  await markBatchComplete(tx, batchId)
  const counted = await countBatch(tx, batchId)
  if (counted.messages === 0) return
  await recordChange(tx, {
    kind: 'quarantine', at: by.now, actor: by.actor, to: 'quarantined', hostId: host.id, accountId: account.id,
    customerId: account.customerId, ...linksOfLockRow(lock), evidence: { batchId, ...counted, cause },
  })
}
