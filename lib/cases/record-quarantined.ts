import { findOrCreateAccount } from '../accounts/account-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { effectivePolicy } from '../policies/policy-records.ts'
import type { EventOf } from '../protocol/events.ts'
import { countBatch, storeTaken } from '../quarantine/quarantine-records.ts'
import { findLatestLock, linksOfLockRow, type LockLinks } from '../relay-locks/find-latest-lock.ts'
import { isAgentLockAdopted } from '../relay-locks/relay-lock-records.ts'

const DAY_MS = 86_400_000

/**
 * Messages that a host took out of delivery: envelope and size, no subject, no body. Bounces that the host made for
 * the account's mail count under the account. The change row is written once the host says that the batch is whole.
 */
export async function recordQuarantined(tx: Tx, by: By, host: { id: number }, event: EventOf<'quarantined'>): Promise<void> {
  const account = await findOrCreateAccount(tx, event.account, by.now)
  const lock = await lockOfBatch(tx, account.id, event.agentLockId)
  const { quarantine } = await effectivePolicy(tx, account.customerId)
  const deleteAt = new Date(by.now.getTime() + quarantine.deleteAfterDays * DAY_MS)
  await storeTaken(tx, { hostId: host.id, accountId: account.id, lockId: lock?.id ?? null, takenAt: by.now, deleteAt, event })
  if (!event.complete) return

  const counted = await countBatch(tx, event.batchId)
  if (counted.messages === 0) return
  await recordChange(tx, {
    kind: 'quarantine', at: by.now, actor: by.actor, to: 'quarantined', hostId: host.id, accountId: account.id,
    customerId: account.customerId, ...linksOfLockRow(lock), evidence: { batchId: event.batchId, ...counted, cause: event.cause },
  })
}

/** A batch told before the lock it belongs to waits for that lock (`setLockOfBatches`), not for an older one. */
async function lockOfBatch(tx: Tx, accountId: number, agentLockId: string | null): Promise<LockLinks | null> {
  if (agentLockId !== null && !(await isAgentLockAdopted(tx, agentLockId))) return null
  return findLatestLock(tx, accountId)
}
