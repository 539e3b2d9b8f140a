import { domainCheckNames, worstState, type DomainCheckName, type DomainCheckState, type DomainFinding, type Finding } from './domain-check.ts'

/** A check of a domain as one word: the worst of its rows, and the finding that made it so. */
export type CheckSum = { state: DomainCheckState; finding: Finding; policy: string | null; named: number | null; addresses: number | null; since: Date }

type Checked = DomainFinding & { since: Date }

/** What SPF, DKIM and DMARC of a domain come to; a check that has no row has no word. */
export function sumChecks(checks: readonly Checked[]): Partial<Record<DomainCheckName, CheckSum>> {
  const sums = domainCheckNames.flatMap((name) => {
    const own = checks.filter(({ check }) => check === name)
    const state = worstState(own.map((check) => check.state))
    const decisive = own.find((check) => check.about === '' && check.state === state) ?? own.find((check) => check.state === state)
    if (state === null || !decisive) return []
    const { finding, policy = null, named = null, addresses = null } = decisive.evidence
    return [[name, { state, finding, policy, named, addresses, since: decisive.since }] as const]
  })
  return Object.fromEntries(sums)
}
