import type { Db } from '../db.ts'
import { Prisma } from '../generated/prisma/client.ts'
import type { DomainShow } from './domain-list-query.ts'

export type DomainListRow = { domain: string; isOurs: boolean; customerNumber: string | null; customerName: string | null }
export type DomainListAsk = { show: DomainShow; text: string; ownDomains: readonly string[] }

/** One page of sending domains: failing ones first, then those of which something is not known, then by name. */
export async function listSendingDomains(db: Db, { limit, offset, ...ask }: DomainListAsk & { limit: number; offset: number }): Promise<DomainListRow[]> {
  return db.$queryRaw<DomainListRow[]>`
    ${sending(ask)}
    SELECT s.domain, s."isOurs", c.number AS "customerNumber", c.name AS "customerName"
    FROM sending s LEFT JOIN looked l ON l.domain = s.domain LEFT JOIN "Customer" c ON c.id = s."customerId"
    WHERE ${matching(ask)} ORDER BY coalesce(l.fails, 0) DESC, coalesce(l.unknown, 0) DESC, s."isOurs" DESC, s.domain LIMIT ${limit} OFFSET ${offset}`
}

export type DomainCounts = { shown: number; all: number; harmed: number; failing: number; unknown: number; ours: number; waiting: number; oldestAt: Date | null }

/** How many domains there are of each kind, and how many of them the list shows. */
export async function countSendingDomains(db: Db, ask: DomainListAsk): Promise<DomainCounts> {
  const rows = await db.$queryRaw<DomainCounts[]>`
    ${sending(ask)}
    SELECT count(*) FILTER (WHERE ${matching(ask)})::int AS shown, count(*)::int AS "all", count(*) FILTER (WHERE ${HARMED})::int AS harmed, count(*) FILTER (WHERE l.fails > 0)::int AS failing,
      count(*) FILTER (WHERE l.unknown > 0)::int AS unknown, count(*) FILTER (WHERE s."isOurs")::int AS ours, count(*) FILTER (WHERE l.at IS NULL)::int AS waiting, min(l.at) AS "oldestAt"
    FROM sending s LEFT JOIN looked l ON l.domain = s.domain LEFT JOIN "Customer" c ON c.id = s."customerId"`
  return rows[0] ?? { shown: 0, all: 0, harmed: 0, failing: 0, unknown: 0, ours: 0, waiting: 0, oldestAt: null }
}

/** `fails` and `unknown` count kinds of checks, in which one that fails for an address counts as failing. */
function sending({ ownDomains }: DomainListAsk): Prisma.Sql {
  const own = [...ownDomains]
  return Prisma.sql`
    WITH sending AS (
      SELECT d.domain, d."customerId", d.domain = ANY (${own}::text[]) AS "isOurs" FROM "CustomerDomain" d JOIN "Customer" o ON o.id = d."customerId" WHERE o."endedAt" IS NULL
      UNION ALL
      SELECT own.domain, NULL, TRUE FROM unnest(${own}::text[]) AS own (domain) WHERE NOT EXISTS (SELECT 1 FROM "CustomerDomain" d WHERE d.domain = own.domain)
    ), looked AS (
      SELECT domain, min("checkedAt") AS at, count(DISTINCT "check") FILTER (WHERE state = 'fail')::int AS fails, count(DISTINCT "check") FILTER (WHERE state = 'unknown')::int AS unknown
      FROM "DomainCheck" GROUP BY domain
    )`
}

/** Something there does harm: ours that fail, customers' that forbid our hosts. */
const HARMED = Prisma.sql`EXISTS (SELECT 1 FROM "DomainFailure" f WHERE f.domain = s.domain)`

function matching({ show, text }: DomainListAsk): Prisma.Sql {
  const where = [Prisma.sql`TRUE`]
  if (text.trim() !== '') {
    const pattern = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`
    where.push(Prisma.sql`(s.domain ILIKE ${pattern} OR c.number ILIKE ${pattern} OR c.name ILIKE ${pattern})`)
  }
  if (show === 'harmed') where.push(HARMED)
  if (show === 'failing') where.push(Prisma.sql`l.fails > 0`)
  if (show === 'unknown') where.push(Prisma.sql`l.unknown > 0`)
  if (show === 'ours') where.push(Prisma.sql`s."isOurs"`)
  return Prisma.join(where, ' AND ')
}
