import type { Db, Tx } from '../db.ts'
import { domainCheckName, type DomainCheckName } from './domain-check.ts'
import type { DomainFailing } from './domain-harm.ts'

export type KeptFailure = DomainFailing & { domain: string; check: DomainCheckName; evidence: string; isOurs: boolean; customerId: number | null; incidentId: number | null; acknowledged: { at: Date; by: string; reason: string; until: Date | null } | null; incident: { number: number; isOpen: boolean } | null }

const KEPT = {
  domain: true, check: true, state: true, since: true, finding: true, evidence: true, isOurs: true, customerId: true, incidentId: true,
  acknowledgedAt: true, acknowledgedReason: true, acknowledgedUntil: true, acknowledgedBy: { select: { name: true } }, incident: { select: { number: true, state: true } },
} as const

/** What of a domain does harm. */
export async function listFailuresOfDomain(db: Db | Tx, domain: string): Promise<KeptFailure[]> {
  const rows = await db.domainFailure.findMany({ where: { domain }, orderBy: { check: 'asc' }, select: KEPT })
  return rows.map(({ acknowledgedAt, acknowledgedReason, acknowledgedUntil, acknowledgedBy, incident, ...row }) => ({
    ...row, check: domainCheckName.parse(row.check), state: row.state === 'unknown' ? 'unknown' : 'fail',
    acknowledged: acknowledgedAt && { at: acknowledgedAt, by: acknowledgedBy?.name ?? '', reason: acknowledgedReason ?? '', until: acknowledgedUntil },
    incident: incident && { number: incident.number, isOpen: incident.state === 'open' },
  }))
}

export type FailureKey = { domain: string; check: DomainCheckName }
export type FailureToSave = FailureKey & DomainFailing & { evidence: string; isOurs: boolean; customerId: number | null; incidentId: number | null; /** What somebody acknowledged is no more as it was. */ isChanged: boolean }

export async function saveFailure(tx: Tx, { domain, check, isChanged, ...data }: FailureToSave): Promise<void> {
  await tx.domainFailure.upsert({
    where: { domain_check: { domain, check } },
    create: { domain, check, ...data },
    update: { ...data, ...(isChanged && NOT_ACKNOWLEDGED) },
  })
}

const NOT_ACKNOWLEDGED = { acknowledgedAt: null, acknowledgedById: null, acknowledgedReason: null, acknowledgedUntil: null } as const

export async function removeFailure(tx: Tx, { domain, check }: FailureKey): Promise<void> {
  await tx.domainFailure.deleteMany({ where: { domain, check } })
}

export async function setFailureAcknowledged(tx: Tx, { domain, check }: FailureKey, by: { at: Date; userId: number; reason: string; until: Date | null } | null): Promise<void> {
  await tx.domainFailure.updateMany({
    where: { domain, check },
    data: by === null ? NOT_ACKNOWLEDGED : { acknowledgedAt: by.at, acknowledgedById: by.userId, acknowledgedReason: by.reason, acknowledgedUntil: by.until },
  })
}

/** Domains of which something is kept although they send through us no longer, or are ours or a customer's no longer as it says. */
export async function listForeignFailures(db: Db, ownDomains: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ domain: string }[]>`
    SELECT DISTINCT f.domain FROM "DomainFailure" f WHERE f."isOurs" <> (f.domain = ANY (${[...ownDomains]}::text[]))
      OR (NOT f."isOurs" AND NOT EXISTS (SELECT 1 FROM "CustomerDomain" d JOIN "Customer" c ON c.id = d."customerId" WHERE d.domain = f.domain AND c."endedAt" IS NULL AND c.id = f."customerId"))`
  return rows.map(({ domain }) => domain)
}

export type OwnFailure = { domain: string; check: DomainCheckName; finding: string; since: Date; incidentNumber: number | null }
export type CustomersFailures = { domains: number; /** The first three that began. */ first: string[]; since: Date; latest: Date }

/** What does harm and nobody said is known: each of ours, and all customers' together. */
export async function listOpenFailures(db: Db, now: Date): Promise<{ own: OwnFailure[]; customers: CustomersFailures | null }> {
  const [own, [sum]] = await Promise.all([
    db.domainFailure.findMany({
      where: { isOurs: true, OR: [{ acknowledgedAt: null }, { acknowledgedUntil: { lte: now } }] }, orderBy: [{ since: 'asc' }, { domain: 'asc' }, { check: 'asc' }],
      select: { domain: true, check: true, finding: true, since: true, incident: { select: { number: true, state: true } } },
    }),
    db.$queryRaw<{ domains: number; first: string[] | null; since: Date | null; latest: Date | null }[]>`
      SELECT count(*)::int AS domains, (array_agg(domain ORDER BY since, domain))[1:3] AS first, min(since) AS since, max(since) AS latest
      FROM "DomainFailure" WHERE NOT "isOurs" AND ("acknowledgedAt" IS NULL OR "acknowledgedUntil" <= ${now})`,
  ])
  return {
    own: own.map(({ incident, check, ...row }) => ({ ...row, check: domainCheckName.parse(check), incidentNumber: incident?.state === 'open' ? incident.number : null })),
    customers: sum && sum.since && sum.latest ? { domains: sum.domains, first: sum.first ?? [], since: sum.since, latest: sum.latest } : null,
  }
}
