import { Prisma } from '../generated/prisma/client.ts'
import type { Db, Tx } from '../db.ts'
import type { MessageRef } from '../protocol/messages.ts'
import { IN_QUARANTINE, whereFilter, type MessageScope } from './message-where.ts'
import type { MessageFilter } from './quarantined-message.ts'

export type ListedMessage = {
  id: bigint
  queueId: string
  account: string
  host: string
  batchId: string
  sender: string
  recipients: string[]
  size: number
  arrivedAt: Date
  state: string
  reply: string | null
  failure: string | null
  isOurBounce: boolean
  deleteAt: Date | null
}

/** One page of messages, newest first, after the message `after` (by key, so that the thousandth page is as fast as the first). */
export async function listMessages(db: Db | Tx, page: { filter: MessageFilter; scope: MessageScope; after: bigint | null; limit: number }): Promise<ListedMessage[]> {
  const after = page.after === null ? Prisma.empty : Prisma.sql`AND m.id < ${page.after}`
  return db.$queryRaw<ListedMessage[]>`
    SELECT m.id, m."queueId", a.name AS account, h.name AS host, m."batchId", m.sender, m.recipients, m.size, m."arrivedAt",
      m.state, m.reply, m.failure, m."parentQueueId" IS NOT NULL AS "isOurBounce", b."deleteAt"
    FROM "QuarantinedMessage" m
    JOIN "Account" a ON a.id = m."accountId" JOIN "Host" h ON h.id = m."hostId" JOIN "QuarantineBatch" b ON b.id = m."batchId"
    WHERE ${whereFilter(page.filter, page.scope)} ${after} ORDER BY m.id DESC LIMIT ${page.limit}`
}

const FREE = Prisma.sql`(count(*) FILTER (WHERE m.state = 'quarantined'))::int AS free, coalesce(sum(m.size) FILTER (WHERE m.state = 'quarantined'), 0)::float8 AS "freeBytes"`

/** `free` is what still lies in quarantine and nobody has asked anything for: what an act can be about. */
export type MessageSums = { messages: number; bytes: number; free: number; freeBytes: number; accounts: number; hosts: number }
export async function sumMessages(db: Db | Tx, where: Prisma.Sql): Promise<MessageSums> {
  const rows = await db.$queryRaw<MessageSums[]>`
    SELECT count(*)::int AS messages, coalesce(sum(m.size), 0)::float8 AS bytes, ${FREE},
      count(DISTINCT m."accountId")::int AS accounts, count(DISTINCT m."hostId")::int AS hosts
    FROM "QuarantinedMessage" m WHERE ${where}`
  return rows[0] ?? { messages: 0, bytes: 0, free: 0, freeBytes: 0, accounts: 0, hosts: 0 }
}

export type AccountGroup = { account: string; hosts: string[]; messages: number; bytes: number; free: number; freeBytes: number; deleteAt: Date | null; lockState: string | null; ticketNumber: number | null; lastArrivedAt: Date }

/** Mail in quarantine grouped by account, most mail first, with the account's latest lock. */
export async function groupByAccount(db: Db | Tx, filter: MessageFilter, scope: MessageScope): Promise<AccountGroup[]> {
  return db.$queryRaw<AccountGroup[]>`
    SELECT a.name AS account, g.hosts, g.messages, g.bytes, g.free, g."freeBytes", g."deleteAt", l.state AS "lockState", k.number AS "ticketNumber", g."lastArrivedAt"
    FROM (
      SELECT m."accountId", array_agg(DISTINCT h.name) AS hosts, count(*)::int AS messages, sum(m.size)::float8 AS bytes, ${FREE},
        min(b."deleteAt") FILTER (WHERE m.state = 'quarantined') AS "deleteAt", max(m."arrivedAt") AS "lastArrivedAt"
      FROM "QuarantinedMessage" m JOIN "Host" h ON h.id = m."hostId" JOIN "QuarantineBatch" b ON b.id = m."batchId"
      WHERE ${whereFilter(filter, scope)} GROUP BY m."accountId") g
    JOIN "Account" a ON a.id = g."accountId"
    LEFT JOIN LATERAL (SELECT id, state FROM "RelayLock" WHERE "accountId" = a.id ORDER BY "lockedAt" DESC LIMIT 1) l ON true
    LEFT JOIN "Ticket" k ON k."lockId" = l.id
    ORDER BY g.messages DESC, a.name LIMIT 500`
}

export type BurstGroup = { batchId: string; account: string; host: string; cause: string; takenAt: Date; isComplete: boolean; deleteAt: Date | null; messages: number; bytes: number; free: number; freeBytes: number; ofOurBounces: number }

/** The same by burst: what was taken out together, newest first. */
export async function groupByBurst(db: Db | Tx, filter: MessageFilter, scope: MessageScope): Promise<BurstGroup[]> {
  return db.$queryRaw<BurstGroup[]>`
    SELECT b.id AS "batchId", a.name AS account, h.name AS host, b.cause, b."takenAt", b."isComplete", b."deleteAt",
      count(*)::int AS messages, sum(m.size)::float8 AS bytes, ${FREE}, count(m."parentQueueId")::int AS "ofOurBounces"
    FROM "QuarantinedMessage" m JOIN "QuarantineBatch" b ON b.id = m."batchId"
    JOIN "Account" a ON a.id = b."accountId" JOIN "Host" h ON h.id = b."hostId"
    WHERE ${whereFilter(filter, scope)} GROUP BY b.id, a.name, h.name ORDER BY b."takenAt" DESC LIMIT 500`
}

export type ExpiringMail = { account: string; messages: number; deleteAt: Date }

/** What a policy deletes before a time, unless somebody keeps it: soonest first. */
export async function listExpiring(db: Db | Tx, before: Date, scope: MessageScope): Promise<ExpiringMail[]> {
  const own = scope.customerId === null ? Prisma.empty : Prisma.sql`AND a."customerId" = ${scope.customerId}`
  return db.$queryRaw<ExpiringMail[]>`
    SELECT a.name AS account, count(*)::int AS messages, min(b."deleteAt") AS "deleteAt"
    FROM "QuarantineBatch" b JOIN "QuarantinedMessage" m ON m."batchId" = b.id AND m.state = 'quarantined'
    JOIN "Account" a ON a.id = b."accountId"
    WHERE b."deleteAt" <= ${before} ${own} GROUP BY a.name ORDER BY min(b."deleteAt")`
}

export type SelectionShape = { domains: { domain: string; messages: number }[]; hosts: { host: string; messages: number }[]; accounts: string[]; doubles: number; oldestArrivedAt: Date | null }

/** What a selection is made of: for the preview of an act. A double looks like a mail that was released before: same sender, recipients and size. */
export async function shapeOf(db: Db | Tx, where: Prisma.Sql): Promise<SelectionShape> {
  const domains = await db.$queryRaw<SelectionShape['domains']>`
    SELECT m."recipientDomain" AS domain, count(*)::int AS messages FROM "QuarantinedMessage" m WHERE ${where}
    GROUP BY m."recipientDomain" ORDER BY count(*) DESC, 1 LIMIT 8`
  const hosts = await db.$queryRaw<SelectionShape['hosts']>`
    SELECT h.name AS host, count(*)::int AS messages FROM "QuarantinedMessage" m JOIN "Host" h ON h.id = m."hostId" WHERE ${where}
    GROUP BY h.name ORDER BY count(*) DESC, 1`
  const rest = await db.$queryRaw<{ accounts: string[]; doubles: number; oldestArrivedAt: Date | null }[]>`
    SELECT coalesce(array_agg(DISTINCT a.name), '{}') AS accounts, min(m."arrivedAt") AS "oldestArrivedAt",
      (count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM "QuarantinedMessage" o WHERE o."accountId" = m."accountId" AND o.sender = m.sender AND o.size = m.size
          AND o.recipients = m.recipients AND o.state IN ('queued-again', 'delivered'))))::int AS doubles
    FROM "QuarantinedMessage" m JOIN "Account" a ON a.id = m."accountId" WHERE ${where}`
  return { domains, hosts, ...(rest[0] ?? { accounts: [], doubles: 0, oldestArrivedAt: null }) }
}

export type LockOfAccount = { account: string; lockState: string | null; ticketNumber: number | null }

/** The latest lock of each of these accounts, and its ticket. */
export async function locksOf(db: Db | Tx, accounts: string[]): Promise<LockOfAccount[]> {
  return db.$queryRaw<LockOfAccount[]>`
    SELECT a.name AS account, l.state AS "lockState", k.number AS "ticketNumber" FROM "Account" a
    LEFT JOIN LATERAL (SELECT id, state FROM "RelayLock" WHERE "accountId" = a.id ORDER BY "lockedAt" DESC LIMIT 1) l ON true
    LEFT JOIN "Ticket" k ON k."lockId" = l.id
    WHERE a.name = ANY (${accounts}) ORDER BY a.name`
}

/** Hosts that mail was ever taken out of, by name. */
export async function listQuarantineHosts(db: Db | Tx): Promise<string[]> {
  const rows = await db.host.findMany({ where: { messages: { some: {} } }, select: { name: true }, orderBy: { name: 'asc' } })
  return rows.map(({ name }) => name)
}

/** How many mails lie in quarantine. */
export async function countInQuarantine(db: Db | Tx): Promise<number> {
  return db.quarantinedMessage.count({ where: { state: { in: IN_QUARANTINE } } })
}

export type MessagesToRead = { hostId: number; accountId: number; customerId: number | null; lockId: string | null; refs: MessageRef[] }

/** These mails as an order names them, by host and account; only what still lies in quarantine. */
export async function findMessageRefs(tx: Tx, ids: bigint[]): Promise<MessagesToRead[]> {
  const rows = await tx.quarantinedMessage.findMany({
    where: { id: { in: ids }, state: { in: IN_QUARANTINE } },
    select: { hostId: true, accountId: true, queueId: true, sender: true, size: true, arrivedAt: true, account: { select: { customerId: true } }, batch: { select: { lockId: true } } },
  })
  const places = Map.groupBy(rows, (row) => `${row.hostId}/${row.accountId}`)
  return [...places.values()].flatMap((list) => {
    const [first] = list
    if (!first) return []
    const refs = list.map(({ queueId, sender, size, arrivedAt }) => ({ id: queueId, sender, size, arrivedAt: arrivedAt.toISOString() }))
    return [{ hostId: first.hostId, accountId: first.accountId, customerId: first.account.customerId, lockId: first.batch.lockId, refs }]
  })
}
