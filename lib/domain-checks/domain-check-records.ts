import type { Db, Tx } from '../db.ts'
import { domainCheckName, domainCheckState, domainEvidence, type DomainCheckName, type DomainCheckState, type DomainEvidence, type DomainFinding } from './domain-check.ts'

export type StoredDomainCheck = DomainFinding & { since: Date; checkedAt: Date }

/** What is known of a domain. One that is being stored is held by `holdDomain` first. */
export async function listDomainChecks(tx: Db | Tx, domain: string): Promise<StoredDomainCheck[]> {
  const rows = await tx.domainCheck.findMany({ where: { domain }, orderBy: [{ check: 'asc' }, { about: 'asc' }], select: { check: true, about: true, state: true, since: true, checkedAt: true, evidence: true, cure: true } })
  return rows.map(({ check, state, evidence, ...row }) => ({ ...row, check: readCheckName(check), state: readCheckState(state), evidence: readEvidence(evidence) }))
}

export function readCheckName(text: string): DomainCheckName {
  return domainCheckName.parse(text)
}

export function readCheckState(text: string): DomainCheckState {
  return domainCheckState.parse(text)
}

export function readEvidence(text: string): DomainEvidence {
  return domainEvidence.parse(JSON.parse(text))
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
