import 'server-only'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { listChecksOfDomains } from './domain-check-records.ts'
import { recordName, SPF_FAILURES } from './domain-check.ts'
import { listDomainsOfCustomer } from './domain-owner-records.ts'

/** What a customer should put right at one of his domains, in the least words. */
export type DomainHint = { domain: string; finding: (typeof SPF_FAILURES)[number]; record: string | null; name: string; cure: string | null; checkedAt: string }

const DOMAINS_MAX = 200

/** The customer's own domains whose SPF record does not let our servers send; nothing while that is not known. */
export async function getOwnDomainHints({ customerId }: Pick<Viewer, 'customerId'>): Promise<DomainHint[]> {
  if (customerId === null) return []
  const db = webDb()
  const checks = await listChecksOfDomains(db, await listDomainsOfCustomer(db, customerId, DOMAINS_MAX))
  return [...checks].flatMap(([domain, own]) => {
    const spf = own.find(({ check, about }) => check === 'spf' && about === '')
    const finding = SPF_FAILURES.find((one) => one === spf?.evidence.finding)
    if (!spf || !finding) return []
    const { record } = spf.evidence
    return [{ domain, finding, record, name: recordName('spf', domain, ''), cure: spf.cure, checkedAt: spf.checkedAt.toISOString() }]
  })
}
