import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { listChecksOfDomains } from './domain-check-records.ts'
import type { DomainCheckName } from './domain-check.ts'
import { DOMAINS_PER_PAGE, type DomainListQuery } from './domain-list-query.ts'
import { countSendingDomains, listSendingDomains, type DomainCounts } from './domain-list-records.ts'
import { readSendingSetting } from './sending-setting-records.ts'
import { sumChecks, type CheckSum } from './sum-checks.ts'

export type DomainRow = {
  domain: string
  isOurs: boolean
  customer: { number: string; name: string } | null
  checks: Partial<Record<DomainCheckName, Omit<CheckSum, 'since'>>>
  /** When it was last looked at; null when it never was. */
  checkedAt: string | null
}
export type DomainList = { domains: DomainRow[]; counts: Omit<DomainCounts, 'oldestAt'> & { oldestAt: string | null }; hasSelectors: boolean }

/** One page of the sending domains; null for whoever may not see the desk. */
export async function getSendingDomains(db: Db, viewer: Pick<Viewer, 'roles'>, query: DomainListQuery): Promise<DomainList | null> {
  if (!may(viewer, 'see-desk')) return null
  const { ownDomains, dkimSelectors } = await readSendingSetting(db)
  const ask = { show: query.show, text: query.q, ownDomains }
  const [rows, counts] = await Promise.all([
    listSendingDomains(db, { ...ask, limit: DOMAINS_PER_PAGE, offset: (query.page - 1) * DOMAINS_PER_PAGE }),
    countSendingDomains(db, ask),
  ])
  const checks = await listChecksOfDomains(db, rows.map(({ domain }) => domain))
  const domains = rows.map(({ domain, isOurs, customerNumber, customerName }) => {
    const own = checks.get(domain) ?? []
    const customer = customerNumber === null ? null : { number: customerNumber, name: customerName ?? '' }
    return { domain, isOurs, customer, checks: sumChecks(own), checkedAt: own[0]?.checkedAt.toISOString() ?? null }
  })
  return { domains, counts: { ...counts, oldestAt: counts.oldestAt?.toISOString() ?? null }, hasSelectors: dkimSelectors.length > 0 }
}

export type CustomerDomainState = Pick<DomainRow, 'domain' | 'checks' | 'checkedAt'>

/** How a customer's domains stand, for the page of the customer. */
export async function getDomainsOfCustomer(db: Db, viewer: Pick<Viewer, 'roles'>, domains: readonly string[]): Promise<CustomerDomainState[]> {
  if (!may(viewer, 'see-desk')) return []
  const checks = await listChecksOfDomains(db, domains)
  return domains.map((domain) => {
    const own = checks.get(domain) ?? []
    return { domain, checks: sumChecks(own), checkedAt: own[0]?.checkedAt.toISOString() ?? null }
  })
}
