import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from '../db.ts'
import { lockState, type LockState } from '../relay-locks/relay-lock.ts'
import { ACCOUNTS_PER_PAGE, rateSince, type AccountListQuery } from './account-list-query.ts'

export type AccountListRow = {
  name: string
  customerNumber: string | null
  customerName: string | null
  lastSeenAt: Date | null
  /** State of its latest lock, and the ticket to that. */
  lockState: LockState | null
  lockId: string | null
  ticketNumber: number | null
  /** Hosts it sent through in the last four weeks. */
  hosts: string[]
  /** Hosts that have a wish about its relaying, and on how many of them exactly that was found. */
  wished: number
  agreed: number
  /** Messages since `rateSince`, and within a day. */
  sentLately: number
  sentToday: number
  quarantined: number
}

type Ask = AccountListQuery & { now: Date }

/** One page of accounts: busy ones by what they sent lately, all others by name. */
export async function listAccountRows(tx: Tx, ask: Ask): Promise<AccountListRow[]> {
  const { now, page, show } = ask
  const weeksAgo = new Date(now.getTime() - 28 * 86_400_000)
  const dayAgo = new Date(now.getTime() - 86_400_000)
  const order = show === 'busy' ? Prisma.sql`"sentLately" DESC, name` : Prisma.sql`name`
  const rows = await tx.$queryRaw<(Omit<AccountListRow, 'lockState'> & { lockState: string | null })[]>`
    WITH page AS MATERIALIZED (
      SELECT a.id, a.name, c.number AS "customerNumber", c.name AS "customerName", a."lastSeenAt", ${sentLately(ask)} AS "sentLately"
      ${fromAndWhere(ask)} ORDER BY ${order} LIMIT ${ACCOUNTS_PER_PAGE} OFFSET ${(page - 1) * ACCOUNTS_PER_PAGE})
    SELECT p.name, p."customerNumber", p."customerName", p."lastSeenAt", p."sentLately", l.id AS "lockId", l.state AS "lockState",
      (SELECT t.number FROM "Ticket" t WHERE t."lockId" = l.id) AS "ticketNumber",
      coalesce((SELECT array_agg(DISTINCT o.name) FROM "AccountHour" h JOIN "Host" o ON o.id = h."hostId" WHERE h."accountId" = p.id AND h.hour >= ${weeksAgo} AND h.messages > 0), '{}') AS hosts,
      coalesce((SELECT sum(h.messages)::int FROM "AccountHour" h WHERE h."accountId" = p.id AND h.hour > ${dayAgo}), 0) AS "sentToday",
      (SELECT count(*)::int FROM "QuarantinedMessage" m WHERE m."accountId" = p.id AND m.state = 'quarantined') AS quarantined,
      coalesce(s.wished, 0) AS wished, coalesce(s.agreed, 0) AS agreed
    FROM page p LEFT JOIN LATERAL (SELECT k.id, k.state FROM "RelayLock" k WHERE k."accountId" = p.id ORDER BY k."lockedAt" DESC LIMIT 1) l ON true
    LEFT JOIN LATERAL (
      SELECT count(*)::int AS wished, (count(*) FILTER (WHERE w."foundVersion" = w.version AND w.found = w.data ->> 'state' AND NOT o."isSilent"))::int AS agreed
      FROM "StandingOrder" w JOIN "Host" o ON o.id = w."hostId" WHERE w.kind = 'relay' AND w.key = p.name AND o."revokedAt" IS NULL) s ON true
    ORDER BY ${order}`
  return rows.map((row) => ({ ...row, lockState: row.lockState === null ? null : lockState.parse(row.lockState) }))
}

export async function countAccountRows(tx: Tx, ask: Ask): Promise<number> {
  const rows = await tx.$queryRaw<{ accounts: number }[]>`SELECT count(*)::int AS accounts ${fromAndWhere(ask)}`
  return rows[0]?.accounts ?? 0
}

/** Summed once for all where it decides the order; else for the accounts of the page alone. */
function sentLately({ show, now }: Ask): Prisma.Sql {
  if (show === 'busy') return Prisma.sql`b.messages`
  return Prisma.sql`coalesce((SELECT sum(h.messages)::int FROM "AccountHour" h WHERE h."accountId" = a.id AND h.hour >= ${rateSince(now)}), 0)`
}

function fromAndWhere({ show, q, now }: Ask): Prisma.Sql {
  const where = [Prisma.sql`TRUE`]
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  if (q !== '') where.push(Prisma.sql`(a.name ILIKE ${pattern} OR c.number ILIKE ${pattern} OR c.name ILIKE ${pattern})`)
  if (show === 'nobody') where.push(Prisma.sql`a."customerId" IS NULL`)
  if (show === 'locked') where.push(isLocked)
  const busy = show === 'busy'
    ? Prisma.sql`JOIN (SELECT h."accountId", sum(h.messages)::int AS messages FROM "AccountHour" h WHERE h.hour >= ${rateSince(now)} AND h.messages > 0 GROUP BY h."accountId") b ON b."accountId" = a.id`
    : Prisma.empty
  return Prisma.sql`FROM "Account" a LEFT JOIN "Customer" c ON c.id = a."customerId" ${busy} WHERE ${Prisma.join(where, ' AND ')}`
}

/** By its few locks first, so that a hundred thousand accounts are not asked for theirs one by one; only the latest decides. */
const isLocked = Prisma.sql`a.id IN (
  SELECT k."accountId" FROM "RelayLock" k WHERE k.state NOT IN ('open', 'lifted')
    AND NOT EXISTS (SELECT 1 FROM "RelayLock" later WHERE later."accountId" = k."accountId" AND later."lockedAt" > k."lockedAt"))`
