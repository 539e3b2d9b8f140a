import { Prisma } from '../generated/prisma/client.ts'
import type { Db, Tx } from '../db.ts'

export type CustomerListRow = {
  number: string
  name: string
  language: string
  accounts: number
  openTickets: number
  /** Accounts that may not send freely now; also those that stay locked after notice was given. */
  lockedNow: number
  /** Locks ever, those lifted as false alarms left out, and the latest of them. */
  locks: number
  lastLockedAt: Date | null
  hasOwnLimits: boolean
}

export type CustomerListAsk = { show: 'all' | 'locked' | 'tickets'; text: string; limit: number; offset: number }

/** Customers whose number, name, domain, account or contact has the text, those with open tickets first. */
export async function listCustomers(db: Db | Tx, ask: CustomerListAsk): Promise<CustomerListRow[]> {
  return db.$queryRaw<CustomerListRow[]>`
    WITH page AS MATERIALIZED (
      SELECT c.id, c.number, c.name, c.language, coalesce(o.tickets, 0) AS "openTickets"
      FROM "Customer" c LEFT JOIN (SELECT t."customerId", count(*)::int AS tickets FROM "Ticket" t WHERE t.status = 'open' GROUP BY t."customerId") o ON o."customerId" = c.id
      WHERE ${matching(ask)} ORDER BY "openTickets" DESC, c.number LIMIT ${ask.limit} OFFSET ${ask.offset})
    SELECT p.number, p.name, p.language, p."openTickets", l."lockedNow", l.locks, l."lastLockedAt",
      (SELECT count(*)::int FROM "Account" a WHERE a."customerId" = p.id) AS accounts,
      EXISTS (SELECT 1 FROM "Policy" y WHERE y."customerId" = p.id AND y.data ? 'limits') AS "hasOwnLimits"
    FROM page p CROSS JOIN LATERAL (
      SELECT count(DISTINCT k."accountId") FILTER (WHERE k."closedAt" IS NULL OR k.state = 'ended')::int AS "lockedNow",
        count(*) FILTER (WHERE k.state <> 'lifted')::int AS locks, max(k."lockedAt") FILTER (WHERE k.state <> 'lifted') AS "lastLockedAt"
      FROM "RelayLock" k JOIN "Account" a ON a.id = k."accountId" WHERE a."customerId" = p.id) l
    ORDER BY p."openTickets" DESC, p.number`
}

export async function countCustomers(db: Db | Tx, ask: Pick<CustomerListAsk, 'show' | 'text'>): Promise<number> {
  const rows = await db.$queryRaw<{ customers: number }[]>`SELECT count(*)::int AS customers FROM "Customer" c WHERE ${matching(ask)}`
  return rows[0]?.customers ?? 0
}

function matching({ show, text }: Pick<CustomerListAsk, 'show' | 'text'>): Prisma.Sql {
  const where = [Prisma.sql`TRUE`]
  if (text.trim() !== '') where.push(hasText(text.trim()))
  if (show === 'tickets') where.push(Prisma.sql`EXISTS (SELECT 1 FROM "Ticket" t WHERE t."customerId" = c.id AND t.status = 'open')`)
  if (show === 'locked') where.push(Prisma.sql`c.id IN (SELECT a."customerId" FROM "RelayLock" k JOIN "Account" a ON a.id = k."accountId" WHERE k."closedAt" IS NULL OR k.state = 'ended')`)
  return Prisma.join(where, ' AND ')
}

function hasText(text: string): Prisma.Sql {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return Prisma.sql`(c.number ILIKE ${pattern} OR c.name ILIKE ${pattern}
    OR EXISTS (SELECT 1 FROM "CustomerDomain" d WHERE d."customerId" = c.id AND d.domain ILIKE ${pattern})
    OR EXISTS (SELECT 1 FROM "Account" a WHERE a."customerId" = c.id AND a.name ILIKE ${pattern})
    OR EXISTS (SELECT 1 FROM "Contact" k WHERE k."customerId" = c.id AND (k.email ILIKE ${pattern} OR k.name ILIKE ${pattern})))`
}
