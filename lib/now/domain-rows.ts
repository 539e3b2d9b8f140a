import type { CustomersFailures, OwnFailure } from '../domain-checks/domain-failure-records.ts'
import { domainListHref, domainListQuery, domainPath } from '../domain-checks/domain-list-query.ts'
import { NOW_SHAPES, type NowRow } from './now-row.ts'

/** One row per domain of ours with what fails there, and one for all customers' domains that forbid our hosts. It comes back when one more joins. */
export function domainRows({ own, customers }: { own: OwnFailure[]; customers: CustomersFailures | null }): NowRow[] {
  const ours = [...Map.groupBy(own, ({ domain }) => domain)].map(([domain, failing]): NowRow => {
    const since = failing.map((one) => one.since).reduce((first, at) => (at < first ? at : first))
    return {
      rowKey: `own-domain:${domain}:${since.getTime()}:${failing.map(({ check, finding }) => `${check}-${finding}`).join()}`, kind: 'own-domain', shape: NOW_SHAPES['own-domain'], who: domain, since, next: 'cure-domain',
      what: { text: failing.map(({ check }) => check.toUpperCase()).join(', ') }, href: domainPath(domain),
    }
  })
  if (!customers) return ours
  const { domains, first, since, latest } = customers
  const [only] = first
  return [...ours, {
    rowKey: `customer-domains:${latest.getTime()}:${domains}`, kind: 'customer-domains', shape: NOW_SHAPES['customer-domains'], who: first.join(', '), since, next: 'tell-customers',
    what: { others: domains - first.length, messages: domains }, href: domains === 1 && only !== undefined ? domainPath(only) : domainListHref(domainListQuery.parse({ q: '', page: 1, show: 'harmed' }), {}),
  }]
}
