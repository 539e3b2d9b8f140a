import { expect, test } from 'vitest'
import { givenWebDesk, viewerWith } from '../access/web-desk-for-tests.ts'
import { saveSending } from '../cases/save-sending.ts'
import { storeDomainChecks } from '../cases/store-domain-checks.ts'
import { givenBakery, givenHost, minutesAfterNoon, NOON, workerAt } from '../cases/story-for-tests.ts'
import type { Db } from '../db.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { domainFinding, type DomainFinding } from './domain-check.ts'
import { domainListQuery } from './domain-list-query.ts'
import { getDomainsOfCustomer, getSendingDomains } from './domain-list-views.ts'
import { getDomainPage } from './domain-page-views.ts'
import { getOwnDomainHints } from './own-domain-views.ts'
import { getSendingForAdmin } from './sending-admin-views.ts'

const support = viewerWith(['support'])
const NAMED = domainFinding('spf', '', { finding: 'named', record: 'v=spf1 mx -all', named: 2, addresses: 2 })
const FORBIDDEN = domainFinding('spf', '', { finding: 'not-named', record: 'v=spf1 -all' }, 'v=spf1 ip4:203.0.113.10 -all')
const POLICY = domainFinding('dmarc', '', { finding: 'policy', record: 'v=DMARC1; p=none', policy: 'none' })
const UNANSWERED = domainFinding('dmarc', '', { finding: 'no-answer', record: null, text: 'ESERVFAIL TXT _dmarc' })

async function givenDomains() {
  const { db, url } = await withTestDatabase()
  givenWebDesk(db, url)
  const bakery = await givenBakery(db)
  const firm = await db.customer.create({ data: { number: '20', name: 'Kanzlei Probe', domains: { create: { domain: 'kanzlei.example' } } } })
  await saveSending(workerAt(db, NOON), { sending: { ownDomains: ['provider.example', 'new.example'], includeDomain: null, dkimSelectors: [] }, reason: 'first set-up' })
  await look(db, 'baeckerei.example', bakery.id, [FORBIDDEN, POLICY])
  await look(db, 'kanzlei.example', firm.id, [NAMED, UNANSWERED])
  await look(db, 'provider.example', null, [NAMED, POLICY])
  return { db, bakery, firm }
}

const look = (db: Db, domain: string, customerId: number | null, findings: DomainFinding[], at = NOON) => storeDomainChecks(workerAt(db, at), { domain, customerId }, findings)
const domainsOf = async (db: Db, query: object) => (await getSendingDomains(db, support, domainListQuery.parse(query)))?.domains.map(({ domain }) => domain)

test('failing domains come first, then what is not known, then ours', async () => {
  const { db } = await givenDomains()
  expect(await domainsOf(db, {})).toEqual(['baeckerei.example', 'kanzlei.example', 'new.example', 'provider.example'])
  expect(await getSendingDomains(db, support, domainListQuery.parse({}))).toMatchObject({
    counts: { all: 4, failing: 1, unknown: 1, ours: 2, waiting: 1, oldestAt: NOON.toISOString() },
    domains: [{ customer: { number: '10417' }, checks: { spf: { state: 'fail', finding: 'not-named' }, dmarc: { policy: 'none' } } }, {}, { isOurs: true, checkedAt: null, checks: {} }, {}],
  })
})

test('domains are found by name and customer, and by how they stand', async () => {
  const { db } = await givenDomains()
  expect(await domainsOf(db, { q: 'kanzlei' })).toEqual(['kanzlei.example'])
  expect(await domainsOf(db, { q: 'Muster' })).toEqual(['baeckerei.example'])
  expect(await domainsOf(db, { show: 'failing' })).toEqual(['baeckerei.example'])
  expect(await domainsOf(db, { show: 'unknown' })).toEqual(['kanzlei.example'])
  expect(await domainsOf(db, { show: 'ours' })).toEqual(['new.example', 'provider.example'])
  expect(await domainsOf(db, { q: '100%' })).toEqual([])
})

test('a domain’s page has its record, its cure, what each address meets and what changed', async () => {
  const { db, bakery } = await givenDomains()
  for (const [name, ip] of [['mx01', '203.0.113.10'], ['mx02', '203.0.113.20']] as const) {
    const host = await givenHost(db, name)
    await db.hostIp.create({ data: { hostId: host.id, ip } })
  }
  const each = [domainFinding('spf', '203.0.113.10', { finding: 'named', record: null }), domainFinding('spf', '203.0.113.20', { finding: 'not-named', record: null })]
  await look(db, 'baeckerei.example', bakery.id, [FORBIDDEN, ...each, { ...POLICY, state: 'fail' }], minutesAfterNoon(60))
  expect(await getDomainPage(support, 'baeckerei.example', NOON)).toMatchObject({
    customer: { number: '10417', name: 'Bäckerei Muster' }, isOurs: false, checkedAt: minutesAfterNoon(60).toISOString(),
    spf: { state: 'fail', since: NOON.toISOString(), cure: 'v=spf1 ip4:203.0.113.10 -all' },
    addresses: [{ ip: '203.0.113.10', state: 'pass' }, { ip: '203.0.113.20', state: 'fail' }],
    moves: [{ check: 'dmarc', from: 'pass', to: 'fail', evidence: 'v=DMARC1; p=none' }, { check: 'spf', from: null, to: 'fail', evidence: 'v=spf1 -all' }],
  })
  expect(await getDomainPage(support, 'provider.example', NOON)).toMatchObject({ customer: null, isOurs: true, addresses: [{ state: 'pass' }, { state: 'pass' }] })
  expect(await getDomainPage(support, 'fremd.example', NOON)).toBeNull()
})

test('a customer is told of his own domains alone, and only of what is known to be wrong', async () => {
  const { bakery, firm } = await givenDomains()
  expect(await getOwnDomainHints({ customerId: bakery.id })).toMatchObject([{ domain: 'baeckerei.example', finding: 'not-named', name: 'baeckerei.example', cure: 'v=spf1 ip4:203.0.113.10 -all' }])
  expect(await getOwnDomainHints({ customerId: firm.id })).toEqual([])
  expect(await getOwnDomainHints({ customerId: null })).toEqual([])
})

test('a domain that went to another customer is told to him, whoever it was when it was looked at', async () => {
  const { db, bakery, firm } = await givenDomains()
  await db.customerDomain.update({ where: { domain: 'baeckerei.example' }, data: { customerId: firm.id } })
  expect(await getOwnDomainHints({ customerId: bakery.id })).toEqual([])
  expect(await getOwnDomainHints({ customerId: firm.id })).toMatchObject([{ domain: 'baeckerei.example' }])
})

test('who may not see the desk sees no domain, who may not set it up not how it is set up', async () => {
  const { db } = await givenDomains()
  for (const viewer of [viewerWith(['customer']), viewerWith(['manager']), viewerWith(['admin'])]) {
    expect(await getSendingDomains(db, viewer, domainListQuery.parse({}))).toBeNull()
    expect(await getDomainPage(viewer, 'baeckerei.example', NOON)).toBeNull()
    expect(await getDomainsOfCustomer(db, viewer, ['baeckerei.example'])).toEqual([])
  }
  expect(await getSendingForAdmin(db, support)).toBeNull()
  expect(await getSendingForAdmin(db, viewerWith(['admin']))).toMatchObject({ setting: { ownDomains: ['provider.example', 'new.example'] }, addresses: 0 })
})

test('what an admin sets is on record, and a domain that is none is refused', async () => {
  const { db } = await givenDomains()
  expect(await db.audit.findFirst({ where: { action: 'sending: save' } })).toMatchObject({ subject: 'sending', reason: 'first set-up' })
  const wrong = saveSending(workerAt(db, NOON), { sending: { ownDomains: ['not a domain'], includeDomain: null, dkimSelectors: [] }, reason: 'x' })
  await expect(wrong).rejects.toThrow('not a domain')
})

test('of ten thousand domains a page has fifty, the failing ones first', async () => {
  const { db, bakery } = await givenDomains()
  await db.$executeRaw`INSERT INTO "CustomerDomain" (domain, "customerId") SELECT 'd' || n || '.example', ${bakery.id} FROM generate_series(1, 10000) n`
  await db.$executeRaw`
    INSERT INTO "DomainCheck" (domain, "check", about, state, since, "checkedAt", evidence)
    SELECT 'd' || n || '.example', "check", '', CASE WHEN n % 7 = 0 THEN 'fail' ELSE 'pass' END, ${NOON}, ${NOON}, '{"finding":"named","record":null,"notes":[]}'
    FROM generate_series(1, 10000) n, unnest(ARRAY['spf', 'dkim', 'dmarc']) AS "check"`
  const pages = await Promise.all([1, 2].map((page) => getSendingDomains(db, support, domainListQuery.parse({ q: 'd', page }))))
  const shown = pages.flatMap((list) => list?.domains ?? [])
  expect(new Set(shown.map(({ domain }) => domain)).size).toBe(100)
  expect(shown.every(({ checks }) => checks.spf?.state === 'fail')).toBe(true)
})
