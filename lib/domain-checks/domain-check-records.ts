import { changeEvidence } from '../audit/change.ts'
import type { Db, Tx } from '../db.ts'
import { domainCheckName, domainCheckState, domainEvidence, type DomainFinding } from './domain-check.ts'

export type StoredDomainCheck = DomainFinding & { since: Date; checkedAt: Date }

/** What is known of a domain. One that is being stored is held by `holdDomain` first. */
export async function listDomainChecks(tx: Db | Tx, domain: string): Promise<StoredDomainCheck[]> {
  return (await listChecksOfDomains(tx, [domain])).get(domain) ?? []
}

/** What is known of several domains; one that was never looked at is missing. */
export async function listChecksOfDomains(tx: Db | Tx, domains: readonly string[]): Promise<Map<string, StoredDomainCheck[]>> {
  const rows = await tx.domainCheck.findMany({
    where: { domain: { in: [...domains] } },
    orderBy: [{ check: 'asc' }, { about: 'asc' }],
    select: { domain: true, check: true, about: true, state: true, since: true, checkedAt: true, evidence: true, cure: true },
  })
  const checks = rows.map(({ domain, check, state, evidence, ...row }) => ({ domain, ...row, check: domainCheckName.parse(check), state: domainCheckState.parse(state), evidence: domainEvidence.parse(JSON.parse(evidence)) }))
  return new Map([...Map.groupBy(checks, ({ domain }) => domain)].map(([domain, own]) => [domain, own.map(({ domain: _, ...check }) => check)]))
}

/** Looks at one domain are stored one after the other. */
export async function holdDomain(tx: Tx, domain: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`domain-check ${domain}`}, 0))`
}

export type DomainChecksToSave = { domain: string; customerId: number | null; checks: (DomainFinding & { since: Date })[]; checkedAt: Date }

/** Replaces what is known of a domain. */
export async function saveDomainChecks(tx: Tx, { domain, customerId, checks, checkedAt }: DomainChecksToSave): Promise<void> {
  await tx.domainCheck.deleteMany({ where: { domain } })
  await tx.domainCheck.createMany({
    data: checks.map(({ evidence, ...check }) => ({ ...check, domain, customerId, checkedAt, evidence: JSON.stringify(evidence) })),
  })
}

export type DomainMove = { id: string; at: Date; check: string; from: string | null; to: string | null; reason: string; evidence: string }

/** How a domain's checks changed, newest first, as written for this customer or for none. An index finds them by the domain. */
export async function listDomainMoves(db: Db, { domain, customerId, limit }: { domain: string; customerId: number | null; limit: number }): Promise<DomainMove[]> {
  const rows = await db.$queryRaw<{ id: bigint; at: Date; from: string | null; to: string | null; reason: string; evidence: unknown }[]>`
    SELECT id, at, "from", "to", reason, evidence FROM "ChangeRow"
    WHERE kind = 'domain-check' AND evidence->>'domain' = ${domain} AND "customerId" IS NOT DISTINCT FROM ${customerId}::int
    ORDER BY id DESC LIMIT ${limit}`
  return rows.map(({ id, evidence, ...row }) => {
    const { check, evidence: record } = changeEvidence['domain-check'].parse(evidence)
    return { ...row, id: String(id), check, evidence: record }
  })
}
