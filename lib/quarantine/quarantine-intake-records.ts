import type { Tx } from '../db.ts'
import { messageKey, type QueuedMessage } from '../protocol/messages.ts'

export type NewBatch = {
  id: string
  accountId: number
  hostId: number
  lockId: string | null
  cause: 'limit' | 'breach' | 'order'
  guardedUnlockId: string | null
  takenAt: Date
  deleteAt: Date | null
}

/** The batch these messages came out with; the first event that names it makes the row. */
export async function ensureBatch(tx: Tx, batch: NewBatch): Promise<void> {
  await tx.quarantineBatch.createMany({ data: [batch], skipDuplicates: true })
}

export async function markBatchComplete(tx: Tx, batchId: string): Promise<void> {
  await tx.quarantineBatch.update({ where: { id: batchId }, data: { isComplete: true } })
}

/** Messages of a batch, and how many of them are bounces that our own host made. */
export async function countBatch(tx: Tx, batchId: string): Promise<{ messages: number; ofOurBounces: number }> {
  const messages = await tx.quarantinedMessage.count({ where: { batchId } })
  const ofOurBounces = await tx.quarantinedMessage.count({ where: { batchId, parentQueueId: { not: null } } })
  return { messages, ofOurBounces }
}

type Taken = { batchId: string; hostId: number; accountId: number; at: Date }

/**
 * Messages that lie in quarantine now. One that the desk knows by its key (it was released and taken again) moves to
 * the new batch; one that was deleted for good stays deleted. Stored twice is stored once.
 */
export async function storeTakenMessages(tx: Tx, taken: Taken, messages: QueuedMessage[]): Promise<void> {
  if (messages.length === 0) return
  const rows = JSON.stringify(messages.map(columnsOf))
  await tx.$executeRaw`
    INSERT INTO "QuarantinedMessage" AS m ("batchId", "hostId", "accountId", "messageKey", "queueId", sender, recipients,
      "recipientDomain", size, "arrivedAt", witnesses, "parentQueueId", state, "stateSince")
    SELECT ${taken.batchId}::uuid, ${taken.hostId}, ${taken.accountId}, r.key, r.id, r.sender, r.recipients, r.domain, r.size,
      r."arrivedAt", r.witnesses, r."parentId", 'quarantined', ${taken.at}
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(key text, id text, sender text, recipients text[], domain text, size int,
      "arrivedAt" timestamptz, witnesses text[], "parentId" text)
    ON CONFLICT ("hostId", "messageKey") DO UPDATE
      SET "batchId" = excluded."batchId", state = 'quarantined', "stateSince" = excluded."stateSince", "orderId" = NULL, failure = NULL
      WHERE m."batchId" <> excluded."batchId" AND m.state NOT IN ('deleting', 'deleted')`
}

export type Fate = { key: string; fate: string; reply: string | null; at: Date }

/**
 * What the host's log says became of messages, oldest first. Only steps forward are taken, so that a word told late
 * undoes nothing: whatever has bounced for one recipient stays `bounced`, a deferral only keeps its reply.
 */
export async function storeFates(tx: Tx, hostId: number, fates: Fate[]): Promise<void> {
  for (const { key, fate, reply, at } of fates) {
    if (fate === 'deferred') {
      await tx.quarantinedMessage.updateMany({ where: { hostId, messageKey: key }, data: { reply } })
      continue
    }
    await tx.quarantinedMessage.updateMany({
      where: { hostId, messageKey: key, state: { in: STATES_BEFORE[fate] ?? [] } },
      data: { state: fate, stateSince: at, ...(reply === null ? {} : { reply }) },
    })
  }
}

/** From which states a fate may be reached. */
const STATES_BEFORE: Record<string, string[]> = {
  'queued-again': ['quarantined', 'releasing'],
  delivered: ['quarantined', 'releasing', 'queued-again'],
  bounced: ['quarantined', 'releasing', 'queued-again', 'delivered'],
  deleted: ['quarantined', 'releasing', 'queued-again', 'deleting'],
  gone: ['quarantined', 'releasing', 'queued-again', 'deleting'],
}

function columnsOf(message: QueuedMessage) {
  const first = message.recipients[0] ?? ''
  return {
    key: messageKey(message),
    id: message.id,
    sender: message.sender,
    recipients: message.recipients,
    domain: first.slice(first.lastIndexOf('@') + 1).toLowerCase(),
    size: message.size,
    arrivedAt: message.arrivedAt,
    witnesses: message.witnesses,
    parentId: message.parentId,
  }
}
