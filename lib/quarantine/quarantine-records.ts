import type { Tx } from '../db.ts'
import { messageKey, type QueuedMessage } from '../protocol/messages.ts'
import type { EventOf } from '../protocol/events.ts'
import { FATE_MOVES, type MessageState } from './quarantined-message.ts'

export type TakenMessages = {
  hostId: number
  accountId: number
  lockId: string | null
  takenAt: Date
  /** When the policy deletes what is left of the batch. */
  deleteAt: Date
  event: EventOf<'quarantined'>
}

/**
 * Stores what an agent took out of delivery: the batch (which grows while `complete` is false) and its messages.
 * A message that was released once and is taken again moves to the new batch. Returns what was new.
 */
export async function storeTaken(tx: Tx, taken: TakenMessages): Promise<{ messages: number; ofOurBounces: number }> {
  const { event, hostId, accountId, lockId, takenAt, deleteAt } = taken
  await tx.$executeRaw`
    INSERT INTO "QuarantineBatch" AS b (id, "accountId", "hostId", "lockId", cause, "guardedUnlockId", "takenAt", "isComplete", "deleteAt")
    VALUES (${event.batchId}::uuid, ${accountId}, ${hostId}, ${lockId}::uuid, ${event.cause}, ${event.guardedUnlockId}::uuid, ${takenAt}, ${event.complete}, ${deleteAt})
    ON CONFLICT (id) DO UPDATE SET "isComplete" = b."isComplete" OR excluded."isComplete", "lockId" = coalesce(b."lockId", excluded."lockId")`
  return storeMessages(tx, taken)
}

async function storeMessages(tx: Tx, { event, hostId, accountId, takenAt }: TakenMessages): Promise<{ messages: number; ofOurBounces: number }> {
  const rows = JSON.stringify(event.messages.map(messageRow))
  const stored = await tx.$queryRaw<{ messages: number; ofOurBounces: number }[]>`
    WITH stored AS (
      INSERT INTO "QuarantinedMessage" AS m ("batchId", "hostId", "accountId", "messageKey", "queueId", sender, recipients,
        "recipientDomain", size, "arrivedAt", witnesses, "parentQueueId", state, "stateSince")
      SELECT ${event.batchId}::uuid, ${hostId}, ${accountId}, r."messageKey", r."queueId", r.sender, r.recipients,
        r."recipientDomain", r.size, r."arrivedAt", r.witnesses, r."parentQueueId", 'quarantined', ${takenAt}
      FROM jsonb_to_recordset(${rows}::jsonb) AS r("messageKey" text, "queueId" text, sender text, recipients text[],
        "recipientDomain" text, size int, "arrivedAt" timestamptz, witnesses text[], "parentQueueId" text)
      ON CONFLICT ("hostId", "messageKey") DO UPDATE
        SET "batchId" = excluded."batchId", state = 'quarantined', "stateSince" = excluded."stateSince", "orderId" = NULL, reply = NULL, failure = NULL
        WHERE m."batchId" <> excluded."batchId"
      RETURNING "parentQueueId")
    SELECT count(*)::int AS messages, count("parentQueueId")::int AS "ofOurBounces" FROM stored`
  return stored[0] ?? { messages: 0, ofOurBounces: 0 }
}

function messageRow(message: QueuedMessage) {
  const first = message.recipients[0] ?? ''
  return {
    messageKey: messageKey(message),
    queueId: message.id,
    sender: message.sender,
    recipients: message.recipients,
    recipientDomain: first.slice(first.lastIndexOf('@') + 1).toLowerCase(),
    size: message.size,
    arrivedAt: message.arrivedAt,
    witnesses: message.witnesses,
    parentQueueId: message.parentId,
  }
}

/**
 * Stores what the server's log says became of a message. A state that is an end never goes back; a message with
 * several recipients of which one bounced counts as bounced. Unknown keys change nothing. Returns whether a row moved.
 */
export async function storeFate(tx: Tx, { hostId, event, at }: { hostId: number; event: EventOf<'fate'>; at: Date }): Promise<boolean> {
  const { to, from } = FATE_MOVES[event.fate]
  const states: MessageState[] = [...from]
  const moved = await tx.$executeRaw`
    UPDATE "QuarantinedMessage" SET state = ${to}, "stateSince" = ${at}, reply = coalesce(${event.reply}, reply), failure = NULL
    WHERE "hostId" = ${hostId} AND "messageKey" = ${event.messageKey} AND state = ANY (${states})`
  return moved > 0
}

/** Gives batches that came before their lock was known to the lock. */
export async function setLockOfBatches(tx: Tx, accountId: number, lockId: string): Promise<void> {
  await tx.quarantineBatch.updateMany({ where: { accountId, lockId: null }, data: { lockId } })
}

export type ActOutcome = { moved: string[]; already: string[]; failed: { id: string; reason: string; detail?: string }[] }

/** Stores how an order over messages ended, message by message. `ids` are queue ids, as the agent's answer names them. */
export async function storeOutcome(tx: Tx, { orderId, verb, outcome, at }: { orderId: string; verb: 'release' | 'delete'; outcome: ActOutcome; at: Date }): Promise<void> {
  const wanted = verb === 'release' ? 'releasing' : 'deleting'
  const done = verb === 'release' ? 'queued-again' : 'deleted'
  await tx.$executeRaw`
    UPDATE "QuarantinedMessage" SET state = ${done}, "stateSince" = ${at}, failure = NULL
    WHERE "orderId" = ${orderId}::uuid AND state = ${wanted} AND "queueId" = ANY (${[...outcome.moved, ...outcome.already]})`
  await tx.$executeRaw`
    UPDATE "QuarantinedMessage" AS m
    SET state = CASE f.reason WHEN 'not-found' THEN 'gone' WHEN 'delivered-meanwhile' THEN 'delivered' ELSE 'quarantined' END,
        "stateSince" = ${at}, failure = f.reason || coalesce(': ' || f.detail, '')
    FROM jsonb_to_recordset(${JSON.stringify(outcome.failed)}::jsonb) AS f(id text, reason text, detail text)
    WHERE m."orderId" = ${orderId}::uuid AND m.state = ${wanted} AND m."queueId" = f.id`
}

/** Puts all messages of an order that nothing is known of back where they still lie, with the reason. Returns how many. */
export async function putBack(tx: Tx, { orderIds, at, failure }: { orderIds: string[]; at: Date; failure: string | null }): Promise<number> {
  return tx.$executeRaw`
    UPDATE "QuarantinedMessage" SET state = 'quarantined', "stateSince" = ${at}, failure = ${failure}
    WHERE "orderId" = ANY (${orderIds}::uuid[]) AND state IN ('releasing', 'deleting')`
}

/** All messages of a batch so far, and how many of them are bounces that our own host made. */
export async function countBatch(tx: Tx, batchId: string): Promise<{ messages: number; ofOurBounces: number }> {
  const messages = await tx.quarantinedMessage.count({ where: { batchId } })
  const ofOurBounces = await tx.quarantinedMessage.count({ where: { batchId, parentQueueId: { not: null } } })
  return { messages, ofOurBounces }
}
