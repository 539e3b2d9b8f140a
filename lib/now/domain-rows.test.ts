import { expect, test } from 'vitest'
import { domainRows } from './domain-rows.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 9, minutes))

test('a domain of ours is one row with all that fails there, and leads to its page', () => {
  const own = (['spf', 'dmarc'] as const).map((check, n) => ({ domain: 'provider.example', check, finding: 'not-named', since: at(n), incidentNumber: 7 }))
  expect(domainRows({ own, customers: null })).toMatchObject([{ kind: 'own-domain', shape: 'bad', who: 'provider.example', what: { text: 'SPF, DMARC' }, since: at(0), href: '/support/domains/provider.example' }])
})

test('a thousand customers are one row, and one alone leads to his domain', () => {
  const customers = { domains: 1000, first: ['a.example', 'b.example', 'c.example'], since: at(0), latest: at(9) }
  expect(domainRows({ own: [], customers })).toMatchObject([{ kind: 'customer-domains', shape: 'wait', who: 'a.example, b.example, c.example', what: { others: 997 }, href: '/support/domains?show=harmed' }])
  expect(domainRows({ own: [], customers: { ...customers, domains: 1, first: ['a.example'] } })[0]).toMatchObject({ what: { others: 0 }, href: '/support/domains/a.example' })
})

test('a row that was put off comes back when another domain joins or another check fails', () => {
  const key = (domains: number) => domainRows({ own: [], customers: { domains, first: [], since: at(0), latest: at(1) } })[0]?.rowKey
  expect(key(3)).not.toBe(key(4))
  const of = (finding: string) => domainRows({ own: [{ domain: 'p.example', check: 'spf', finding, since: at(0), incidentNumber: null }], customers: null })[0]?.rowKey
  expect(of('not-named')).not.toBe(of('broken'))
})
