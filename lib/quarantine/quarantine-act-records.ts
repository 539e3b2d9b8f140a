import { Prisma } from '../generated/prisma/client.ts'
import type { Db, Tx } from '../db.ts'
import { MESSAGES_PER_ORDER_MAX } from '../protocol/orders.ts'

export type NewAct = {
  actId: string
  verb: 'release' | 'delete'
  /** Which messages, see message-where.ts. */
  where: Prisma.Sql
  userId: number | null
  reason: string
  now: Date
  /** Nothing reaches a host before this; until then all of it can be undone. */
  notBefore: Date
  /** Messages per minute and host; null for as fast as the hosts can. */
  perMinute: number | null
}

/**
 * Writes an act over any number of messages in one statement: every message moves to `releasing` or `deleting` and
 * belongs to an order of at most 500 of one batch on one host; the orders of a host follow one another at the pace.
 * The rows of table Order are those that lib/orders/order-records.ts writes; here they are made where the messages
 * are, since carrying 10,000 of them to the program and back takes longer than a page may.
 *
 * @returns how many messages it took
 */
export async function writeAct(tx: Tx, act: NewAct): Promise<number> {
  const wanted = act.verb === 'release' ? 'releasing' : 'deleting'
  const perOrder = Math.min(MESSAGES_PER_ORDER_MAX, act.perMinute ?? MESSAGES_PER_ORDER_MAX)
  const secondsPerOrder = act.perMinute === null ? 0 : (60 * perOrder) / act.perMinute
  const rows = await tx.$queryRaw<{ messages: number }[]>`
    WITH chosen AS MATERIALIZED (
      SELECT m.id, m."hostId", m."batchId", m."queueId", m.sender, m.size, m."arrivedAt"
      FROM "QuarantinedMessage" m WHERE ${act.where} ORDER BY m.id FOR UPDATE),
    parted AS (
      SELECT *, gen_random_uuid() AS any_id,
        (row_number() OVER (PARTITION BY "hostId", "batchId" ORDER BY id) - 1) / ${perOrder}::int AS part FROM chosen),
    named AS MATERIALIZED (
      SELECT *, first_value(any_id) OVER (PARTITION BY "hostId", "batchId", part ORDER BY id) AS "orderId" FROM parted),
    planned AS (
      SELECT "hostId", "batchId", "orderId" AS id, row_number() OVER (PARTITION BY "hostId" ORDER BY "batchId", part) - 1 AS turn,
        jsonb_agg(jsonb_build_object('id', "queueId", 'sender', sender, 'size', size,
          'arrivedAt', to_char("arrivedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY id) AS messages
      FROM named GROUP BY "hostId", "batchId", part, "orderId"),
    written AS (
      INSERT INTO "Order" (id, "hostId", verb, args, "createdAt", "nextTryAt", "notBefore", "userId", reason, "actId")
      SELECT id, "hostId", ${act.verb}, jsonb_build_object('batchId', "batchId", 'messages', messages), ${act.now},
        ${act.notBefore}::timestamptz + turn * ${secondsPerOrder}::float8 * interval '1 second',
        ${act.notBefore}::timestamptz + turn * ${secondsPerOrder}::float8 * interval '1 second', ${act.userId}, ${act.reason}, ${act.actId}::uuid
      FROM planned),
    moved AS (
      UPDATE "QuarantinedMessage" m SET state = ${wanted}, "stateSince" = ${act.now}, "orderId" = named."orderId", failure = NULL, reply = NULL
      FROM named WHERE m.id = named.id RETURNING 1)
    SELECT count(*)::int AS messages FROM moved`
  return rows[0]?.messages ?? 0
}

export async function countSelected(tx: Tx, where: Prisma.Sql): Promise<number> {
  const rows = await tx.$queryRaw<{ messages: number }[]>`SELECT count(*)::int AS messages FROM "QuarantinedMessage" m WHERE ${where}`
  return rows[0]?.messages ?? 0
}

/** Puts the messages of an act's cancelled orders back; returns how many. */
export async function putBackCancelled(tx: Tx, actId: string, at: Date): Promise<number> {
  return tx.$executeRaw`
    UPDATE "QuarantinedMessage" m SET state = 'quarantined', "stateSince" = ${at}, "orderId" = NULL
    FROM "Order" o WHERE o."actId" = ${actId}::uuid AND o.state = 'cancelled' AND m."orderId" = o.id AND m.state IN ('releasing', 'deleting')`
}

/** Keeps the batches that the chosen messages lie in until a time, or without end. Returns how many messages that keeps. */
export async function keepBatches(tx: Tx, where: Prisma.Sql, until: Date | null): Promise<{ batchIds: string[]; messages: number }> {
  const rows = await tx.$queryRaw<{ id: string; messages: number }[]>`
    WITH kept AS (
      UPDATE "QuarantineBatch" SET "deleteAt" = ${until}, "announcedAt" = NULL
      WHERE id IN (SELECT DISTINCT m."batchId" FROM "QuarantinedMessage" m WHERE ${where}) RETURNING id)
    SELECT kept.id, count(m.id)::int AS messages FROM kept
    LEFT JOIN "QuarantinedMessage" m ON m."batchId" = kept.id AND m.state = 'quarantined' GROUP BY kept.id`
  return { batchIds: rows.map((row) => row.id), messages: rows.reduce((sum, row) => sum + row.messages, 0) }
}

export type TouchedAccount = { accountId: number; customerId: number | null; lockId: string | null; ticketId: number | null; messages: number }

/** Whose mail an act or some batches are about: an account's timeline, and that of its latest lock, gets the change row. */
export async function accountsOf(tx: Tx, of: { actId: string } | { batchIds: string[] }): Promise<TouchedAccount[]> {
  const which = 'actId' in of
    ? Prisma.sql`m."orderId" IN (SELECT id FROM "Order" WHERE "actId" = ${of.actId}::uuid)`
    : Prisma.sql`m."batchId" = ANY (${of.batchIds}::uuid[]) AND m.state = 'quarantined'`
  return tx.$queryRaw<TouchedAccount[]>`
    SELECT t."accountId", a."customerId", l.id AS "lockId", k.id AS "ticketId", t.messages
    FROM (SELECT m."accountId", count(*)::int AS messages FROM "QuarantinedMessage" m WHERE ${which} GROUP BY m."accountId") t
    JOIN "Account" a ON a.id = t."accountId"
    LEFT JOIN LATERAL (SELECT id FROM "RelayLock" WHERE "accountId" = a.id ORDER BY "lockedAt" DESC LIMIT 1) l ON true
    LEFT JOIN "Ticket" k ON k."lockId" = l.id
    ORDER BY t."accountId"`
}

export type ActProgress = {
  verb: string
  createdAt: Date
  reason: string
  total: number
  /** Asked for and not yet done. */
  waiting: number
  /** Back in the host's queue, on their way. */
  queuedAgain: number
  delivered: number
  bounced: number
  deleted: number
  gone: number
  failed: number
  ordersOpen: number
  /** Orders that no host was given yet: what can still be undone. */
  ordersUnsent: number
  unsent: number
}

/** How far an act is, message by message. Null for an act that there is not. */
export async function readActProgress(tx: Db | Tx, actId: string): Promise<ActProgress | null> {
  const rows = await tx.$queryRaw<ActProgress[]>`
    WITH orders AS (SELECT * FROM "Order" WHERE "actId" = ${actId}::uuid)
    SELECT (SELECT min(verb) FROM orders) AS verb, (SELECT min("createdAt") FROM orders) AS "createdAt", (SELECT min(reason) FROM orders) AS reason,
      (SELECT count(*)::int FROM orders WHERE state IN ('written', 'sent', 'unknown')) AS "ordersOpen",
      (SELECT count(*)::int FROM orders WHERE state = 'written' AND attempts = 0 AND "claimedBy" IS NULL) AS "ordersUnsent",
      count(m.id)::int AS total,
      (count(*) FILTER (WHERE m.state IN ('releasing', 'deleting')))::int AS waiting,
      (count(*) FILTER (WHERE m.state = 'queued-again'))::int AS "queuedAgain",
      (count(*) FILTER (WHERE m.state = 'delivered'))::int AS delivered,
      (count(*) FILTER (WHERE m.state = 'bounced'))::int AS bounced,
      (count(*) FILTER (WHERE m.state = 'deleted'))::int AS deleted,
      (count(*) FILTER (WHERE m.state = 'gone'))::int AS gone,
      (count(*) FILTER (WHERE m.failure IS NOT NULL AND m.state = 'quarantined'))::int AS failed,
      (count(*) FILTER (WHERE o.state = 'written' AND o.attempts = 0 AND o."claimedBy" IS NULL))::int AS unsent
    FROM orders o LEFT JOIN "QuarantinedMessage" m ON m."orderId" = o.id`
  const progress = rows[0]
  return progress && progress.verb !== null ? progress : null
}

export async function listActFailures(tx: Db | Tx, actId: string, limit: number): Promise<{ queueId: string; host: string; failure: string }[]> {
  return tx.$queryRaw`
    SELECT m."queueId", h.name AS host, m.failure FROM "QuarantinedMessage" m
    JOIN "Order" o ON o.id = m."orderId" JOIN "Host" h ON h.id = m."hostId"
    WHERE o."actId" = ${actId}::uuid AND m.failure IS NOT NULL ORDER BY m.id LIMIT ${limit}`
}
