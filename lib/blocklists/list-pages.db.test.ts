import { expect, test } from 'vitest'
import { viewerWith } from '../access/web-desk-for-tests.ts'
import { saveListKey } from '../cases/save-list-key.ts'
import { storeListHealth } from '../cases/store-list-health.ts'
import { storeListings } from '../cases/store-listings.ts'
import { storeProbe } from '../cases/store-probe.ts'
import { givenHost, minutesAfterNoon, NOON, workerAt } from '../cases/story-for-tests.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { freshForMs, WORKER } from '../probes/host-check.ts'
import { judgeReverse } from '../probes/judge-names.ts'
import { passed } from '../probes/make-check.ts'
import { getHostLists } from './host-lists-views.ts'
import { getIpPage } from './ip-views.ts'
import { getListsForAdmin } from './list-admin-views.ts'
import { getListMatrix } from './list-matrix-views.ts'
import { getListPage } from './list-page-views.ts'
import { getOpenListing } from './open-listing-views.ts'
import { CLEAR, unknown, type Reading } from './reading.ts'
import type { BlocklistCheck } from './sweep-blocklists.ts'
import { listDeskTargets } from './target-records.ts'

const IPS = ['203.0.113.25', '203.0.113.30', '203.0.113.31', '2001:db8::25']
const LISTS = ['spamcop', 'barracuda', 's5h']
const RESOLVERS = ['192.0.2.53:53', '192.0.2.54:53']
const LISTED: Reading = { state: 'listed', codes: ['127.0.0.2'], meaning: 'listed', reason: null }
const support = viewerWith(['support'])
const outsiders = [viewerWith(['admin']), viewerWith(['manager']), viewerWith(['customer'], { customerId: 1 })]
const ask = { show: 'addresses' as const, site: null, search: '', isWhole: false, isSmallShown: true, chosen: null }

type Saying = Partial<Record<string, Reading>>
const key = (target: string, list: string) => `${target} ${list}`

async function given() {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'mx02')
  await db.hostIp.createMany({ data: IPS.map((ip) => ({ hostId: host.id, ip })) })
  const targets = new Map((await listDeskTargets(db)).map((target) => [target.name, target]))
  /** Every address on every list that holds its kind: clear, where nothing else is said. */
  const tell = async (minutes: number, said: Saying = {}, lists = LISTS) => {
    const at = minutesAfterNoon(minutes)
    const checks = lists.flatMap((list) => IPS.filter((ip) => !ip.includes(':') || list === 's5h').map((target): BlocklistCheck => {
      const reading = said[key(target, list)] ?? CLEAR
      return { ...reading, target, kind: target.includes(':') ? 'ip6' : 'ip4', list, text: reading === LISTED ? `see https://list.example/${target}` : null, at, evidence: RESOLVERS.map((resolver) => ({ resolver, ...reading })) }
    }))
    await storeListings(workerAt(db, at), checks, { targets, settings: new Map() })
  }
  return { db, host, tell }
}

const cellsOf = (matrix: Awaited<ReturnType<typeof getListMatrix>>, ip: string) => {
  const row = [...(matrix?.look.rows ?? []), ...(matrix?.clear.rows ?? [])].find(({ target }) => target === ip)
  return Object.fromEntries((matrix?.columns ?? []).map(({ id }, n) => [id, row?.cells[n]]))
}

test('the matrix says listed, clear and unknown, never asked and not held, and who needs a look', async () => {
  const { db, tell } = await given()
  await tell(0)
  await tell(10, { [key('203.0.113.30', 'spamcop')]: LISTED, [key('203.0.113.25', 'barracuda')]: unknown('administrative', ['127.255.255.254']) })
  const matrix = await getListMatrix(db, support, { ...ask, now: minutesAfterNoon(12) })
  expect(cellsOf(matrix, '203.0.113.30')).toMatchObject({ spamcop: 'l', barracuda: 'c', psbl: 'n' })
  expect(cellsOf(matrix, '203.0.113.25')).toMatchObject({ spamcop: 'c', barracuda: 'u' })
  expect(cellsOf(matrix, '2001:db8::25')).toMatchObject({ spamcop: '-', s5h: 'c', psbl: 'n' })
  expect(matrix?.look.rows.map(({ target }) => target)).toEqual(['203.0.113.30', '203.0.113.25'])
  expect(matrix?.summary).toMatchObject({ targets: 4, listed: 1, unusable: 1 })
  expect(matrix?.unusable).toMatchObject([{ target: '203.0.113.25', list: 'barracuda', code: '127.255.255.254', isOld: false }])
  // A list that was never asked about anything is not silent: nobody knows yet.
  expect(matrix?.silent).toEqual([])
  expect(matrix?.fresh).toContain('PSBL')
})

test('an answer that is too old is neither clear nor listed any more, anywhere', async () => {
  const { db, tell } = await given()
  await tell(0, { [key('203.0.113.30', 'spamcop')]: LISTED })
  const later = { now: minutesAfterNoon(5 * 60) }
  const matrix = await getListMatrix(db, support, { ...ask, ...later })
  expect(cellsOf(matrix, '203.0.113.30')).toMatchObject({ spamcop: 'o', barracuda: 'o' })
  expect(matrix?.summary).toMatchObject({ listed: 0 })
  expect((await getOpenListing(db, support, { target: '203.0.113.30', list: 'spamcop', ...later }))?.told).toMatchObject({ state: 'unknown', isOld: true, known: { state: 'listed' } })
  expect((await getIpPage(db, support, '203.0.113.30', { ...later, days: 30, before: null }))?.summary).toMatchObject({ listed: 0, clear: 0 })
  expect((await getListPage(db, support, 'spamcop', { ...later, before: null }))?.listed).toEqual([])
  expect((await getHostLists(db, support, 'mx02', later.now))?.[0]).toMatchObject({ listed: [], clear: 0 })
})

test('rows are found by address, host and site, and the summary still counts all', async () => {
  const { db, tell } = await given()
  await tell(0)
  const found = await getListMatrix(db, support, { ...ask, search: '113.3', now: minutesAfterNoon(2) })
  expect(found?.clear.rows.map(({ target }) => target)).toEqual(['203.0.113.30', '203.0.113.31'])
  expect(found?.summary.targets).toBe(4)
  expect((await getListMatrix(db, support, { ...ask, site: 'nowhere', now: minutesAfterNoon(2) }))?.found).toBe(0)
})

test('an open cell shows what was asked and answered, the list’s health, and how it was', async () => {
  const { db, tell } = await given()
  await tell(0)
  await storeListHealth(workerAt(db, NOON), RESOLVERS.map((resolver, n) => ({ list: 'spamcop', resolver, reason: n === 0 ? null : 'silent', at: NOON })))
  await tell(60, { [key('203.0.113.30', 'spamcop')]: LISTED })
  const open = await getOpenListing(db, support, { target: '203.0.113.30', list: 'spamcop', now: minutesAfterNoon(62) })
  expect(open).toMatchObject({
    question: '30.113.0.203.bl.spamcop.net.', told: { state: 'listed', codes: ['127.0.0.2'], text: 'see https://list.example/203.0.113.30' },
    health: [{ works: true }, { works: false, reason: 'silent' }], points: { listed: '127.0.0.2' }, cause: { verdict: 'nobody' }, cost: { named: 0 },
  })
  expect(open?.days.at(-1)?.state).toBe('listed')
  // Before it was asked about, nobody knows.
  expect(open?.days.at(-2)?.state).toBe('unknown')
  expect(await getOpenListing(db, support, { target: '203.0.113.99', list: 'spamcop', now: NOON })).toBeNull()
  expect(await getOpenListing(db, support, { target: '2001:db8::25', list: 'spamcop', now: NOON })).toBeNull()
})

test('the page of an address reads IPv6 in any spelling, and knows nothing of strangers', async () => {
  const { db, tell } = await given()
  await tell(0)
  const page = (text: string) => getIpPage(db, support, text, { now: minutesAfterNoon(2), days: 30, before: null })
  expect(await page('2001:DB8:0::25')).toMatchObject({ ip: '2001:db8::25', isOurs: true })
  for (const text of ['203.0.113.99', '203.0.113.030', '203.0.113', 'mx02', "203.0.113.30' OR 1=1", '']) expect(await page(text)).toBeNull()
})

test('the page of an address says what probes found at this address, and what nobody looked at', async () => {
  const { db, host, tell } = await given()
  await tell(0)
  const of = (page: Awaited<ReturnType<typeof getIpPage>>) => page?.checks.map(({ host: name, checks, notSeen, probedAt }) => ({ name, checks: checks.map(({ check, state }) => `${check} ${state}`), seen: !notSeen.includes('refuses-relaying'), probedAt }))
  const page = (ip: string, minutes: number) => getIpPage(db, support, ip, { now: minutesAfterNoon(minutes), days: 30, before: null })
  expect(of(await page('203.0.113.30', 2))).toEqual([{ name: 'mx02', checks: [], seen: false, probedAt: null }])

  const checks = [judgeReverse('203.0.113.30', { values: [] }, []), passed('refuses-relaying', { finding: 'relaying-refused', parameters: { code: 550 } })]
  const probe = { host: 'mx02', at: NOON.toISOString(), tookMs: 1, trouble: null, ports: [{ address: '203.0.113.30', port: 25, tls: 'starttls' as const, from: null, isReached: true, checks }] }
  await storeProbe(workerAt(db, NOON), { ...host, kind: 'postfix' }, { from: WORKER, probe, freshMs: freshForMs(900_000) })
  expect(of(await page('203.0.113.30', 5))).toMatchObject([{ checks: ['reverse-dns fail', 'refuses-relaying pass'], seen: true }])
  // What was seen at another address is none of its own, and what is old passes no more.
  expect(of(await page('203.0.113.31', 5))).toMatchObject([{ checks: [], seen: false }])
  expect(of(await page('203.0.113.30', 300))).toMatchObject([{ checks: ['reverse-dns failing-unseen', 'refuses-relaying unknown'] }])
})

test('the page of a list has our history there, and a key is in none of the pages', async () => {
  const { db, tell, host } = await given()
  await saveListKey(workerAt(db, NOON), 's'.repeat(40), { name: 'abusix', key: 'k-of-this-test-only', reason: 'bought' })
  await tell(0, { [key('203.0.113.30', 'spamcop')]: LISTED })
  await tell(30)
  const page = await getListPage(db, support, 'spamcop', { now: minutesAfterNoon(40), before: null })
  expect(page).toMatchObject({ listed: [], asked: 3, spells: [{ target: '203.0.113.30', beganAt: NOON.toISOString(), endedAt: minutesAfterNoon(30).toISOString() }] })
  expect(page?.story.entries.map(({ kind, to }) => `${kind} ${to}`)).toEqual(['listing clear', 'listing listed'])

  const admin = await getListsForAdmin(db, viewerWith(['admin']))
  expect(admin?.keys.find(({ name }) => name === 'abusix')).toMatchObject({ since: NOON.toISOString() })
  const all = await Promise.all([page, admin, getListPage(db, support, 'abusix-combined', { now: NOON, before: null }), getOpenListing(db, support, { target: '203.0.113.30', list: 'abusix-combined', now: NOON }), db.audit.findMany({ select: { after: true, before: true, subject: true, reason: true } }), db.changeRow.findMany({ where: { hostId: host.id } })])
  expect(JSON.stringify(all, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain('k-of-this-test-only')
})

test('nobody but the desk’s staff sees lists, and only admins set them up', async () => {
  const { db, tell } = await given()
  await tell(0)
  const now = minutesAfterNoon(2)
  for (const viewer of outsiders) {
    expect(await getListMatrix(db, viewer, { ...ask, now })).toBeNull()
    expect(await getOpenListing(db, viewer, { target: '203.0.113.30', list: 'spamcop', now })).toBeNull()
    expect(await getIpPage(db, viewer, '203.0.113.30', { now, days: 30, before: null })).toBeNull()
    expect(await getListPage(db, viewer, 'spamcop', { now, before: null })).toBeNull()
    expect(await getHostLists(db, viewer, 'mx02', now)).toBeNull()
  }
  expect(await getListsForAdmin(db, support)).toBeNull()
})
