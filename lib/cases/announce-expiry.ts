import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { queueNotice } from '../notices/queue-notice.ts'
import { findBasePolicy } from '../policies/policy-records.ts'
import { markAnnounced, type ExpiringBatch } from '../quarantine/expiry-records.ts'

const DAY_MS = 86_400_000

/**
 * Tells the timelines and the customer that a burst's mail will be deleted, unsent. The days between announcement and
 * deletion are always given, also when the worker was away at the time it was due.
 */
export async function announceExpiry({ db, now, actor }: Doing, batch: ExpiringBatch): Promise<void> {
  await db.$transaction(async (tx) => {
    const { quarantine } = await findBasePolicy(tx)
    const earliest = new Date(now.getTime() + quarantine.announceDaysBefore * DAY_MS)
    const deleteAt = batch.deleteAt > earliest ? batch.deleteAt : earliest
    if (!(await markAnnounced(tx, batch.id, { at: now, deleteAt }))) return

    const { accountId, customerId, lockId, ticketId, hostId, messages, ofOurBounces, cause } = batch
    await recordChange(tx, {
      kind: 'quarantine', at: now, actor, from: 'quarantined', to: 'announced', hostId, accountId, customerId, lockId, ticketId,
      evidence: { batchId: batch.id, messages, ofOurBounces, cause },
    })
    if (ticketId !== null) await queueNotice(tx, { ticketId, kind: 'quarantine-expiry', questions: [], expiry: { messages, deleteAt }, now, actor })
  })
}
