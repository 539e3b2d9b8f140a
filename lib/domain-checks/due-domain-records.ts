import type { Db, Tx } from '../db.ts'
import type { SendingAddress } from './check-spf.ts'

export type DueDomain = { domain: string; customerId: number | null }

/** A domain that is well is looked at after 20 to 24 hours, by its name, so that many that came at once spread out. */
const WELL_MINUTES = 24 * 60
const SPREAD_MINUTES = 4 * 60
/** One that is not, or of which nothing is known, after an hour: what was put right shall be seen soon. */
const TROUBLED_MINUTES = 60

export type DueAsk = { ownDomains: readonly string[]; wanted: readonly string[]; now: Date; limit: number }

/** Sending domains whose turn it is: those that somebody wants first, then those never looked at, then the longest waiting. */
export async function listDueDomains(db: Db, { ownDomains, wanted, now, limit }: DueAsk): Promise<DueDomain[]> {
  return db.$queryRaw<DueDomain[]>`
    WITH sending AS (
      SELECT d.domain, d."customerId" FROM "CustomerDomain" d JOIN "Customer" c ON c.id = d."customerId" WHERE c."endedAt" IS NULL
      UNION ALL
      SELECT own.domain, NULL FROM unnest(${[...ownDomains]}::text[]) AS own (domain) WHERE NOT EXISTS (SELECT 1 FROM "CustomerDomain" d WHERE d.domain = own.domain)
    ), looked AS (
      SELECT domain, min("checkedAt") AS at, bool_or(state <> 'pass') AS troubled FROM "DomainCheck" GROUP BY domain
    )
    SELECT s.domain, s."customerId" FROM sending s LEFT JOIN looked l ON l.domain = s.domain
    WHERE s.domain = ANY (${[...wanted]}::text[]) OR l.at IS NULL OR l.at <= ${now}::timestamptz - make_interval(mins => CASE WHEN l.troubled THEN ${TROUBLED_MINUTES}::int ELSE ${WELL_MINUTES}::int - abs(hashtext(s.domain) % ${SPREAD_MINUTES}::int) END)
    ORDER BY s.domain = ANY (${[...wanted]}::text[]) DESC, l.at NULLS FIRST, s.domain LIMIT ${limit}`
}

/** A domain that sends through us, with its owner; null when it is nobody's and not ours. */
export async function findSendingDomain(db: Db | Tx, domain: string, ownDomains: readonly string[]): Promise<DueDomain | null> {
  const row = await db.customerDomain.findFirst({ where: { domain, customer: { endedAt: null } }, select: { domain: true, customerId: true } })
  return row ?? (ownDomains.includes(domain) ? { domain, customerId: null } : null)
}

/** All addresses that hosts in service send from, each once. */
export async function listSendingAddresses(db: Db | Tx): Promise<SendingAddress[]> {
  const rows = await db.hostIp.findMany({ where: { host: { revokedAt: null } }, orderBy: [{ hostId: 'asc' }, { id: 'asc' }], select: { ip: true, host: { select: { name: true } } } })
  return [...new Map(rows.map(({ ip, host }) => [ip, { ip, host: host.name }])).values()]
}

/** Takes away what is known of domains that no longer send through us. @returns how many rows went */
export async function forgetOtherDomains(db: Db, ownDomains: readonly string[]): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "DomainCheck" k WHERE k.domain <> ALL (${[...ownDomains]}::text[])
      AND NOT EXISTS (SELECT 1 FROM "CustomerDomain" d JOIN "Customer" c ON c.id = d."customerId" WHERE d.domain = k.domain AND c."endedAt" IS NULL)`
}
