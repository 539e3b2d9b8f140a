import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { domainCheckNames, worstState, type DomainCheckName, type DomainFinding } from '../domain-checks/domain-check.ts'
import { holdDomain, listDomainChecks, saveDomainChecks, type StoredDomainCheck } from '../domain-checks/domain-check-records.ts'
import type { DueDomain } from '../domain-checks/due-domain-records.ts'
import { transact } from '../transact.ts'

/**
 * Stores what a look at a domain found. A check whose state as a whole is another than before is one change row; the first
 * look at a domain is none. A look older than what is stored is passed over.
 *
 * @returns checks that changed their state
 */
export async function storeDomainChecks({ db, now, actor }: Doing, { domain, customerId }: DueDomain, findings: readonly DomainFinding[]): Promise<DomainCheckName[]> {
  return transact(db, async (tx) => {
    await holdDomain(tx, domain)
    const before = await listDomainChecks(tx, domain)
    if (before.some(({ checkedAt }) => checkedAt > now)) return []
    await saveDomainChecks(tx, { domain, customerId, checkedAt: now, checks: findings.map((finding) => ({ ...finding, since: sinceWhen(before, finding, now) })) })

    const moved = domainCheckNames.filter((check) => isMoved(check, before, findings))
    for (const check of moved) await recordMove(tx, { now, actor }, { domain, customerId, check, before, findings })
    return moved
  })
}

function sinceWhen(before: readonly StoredDomainCheck[], { check, about, state }: DomainFinding, now: Date): Date {
  return before.find((one) => one.check === check && one.about === about && one.state === state)?.since ?? now
}

function isMoved(check: DomainCheckName, before: readonly DomainFinding[], findings: readonly DomainFinding[]): boolean {
  const [was, is] = [stateOf(check, before), stateOf(check, findings)]
  return was !== null && is !== null && was !== is
}

type Move = DueDomain & { check: DomainCheckName; before: readonly DomainFinding[]; findings: readonly DomainFinding[] }

async function recordMove(tx: Tx, { now, actor }: Pick<Doing, 'now' | 'actor'>, { domain, customerId, check, before, findings }: Move): Promise<void> {
  const to = stateOf(check, findings)
  const decisive = findings.find((finding) => finding.check === check && finding.state === to)
  const { record, text, finding } = decisive?.evidence ?? { finding: '', record: null }
  await recordChange(tx, {
    kind: 'domain-check', at: now, actor, from: stateOf(check, before), to, customerId,
    evidence: { domain, check, about: decisive?.about ?? '', evidence: record ?? text ?? finding },
  })
}

function stateOf(check: DomainCheckName, findings: readonly DomainFinding[]) {
  return worstState(findings.filter((finding) => finding.check === check).map(({ state }) => state))
}
