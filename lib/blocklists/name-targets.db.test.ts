import { expect, onTestFinished, test } from 'vitest'
import { givenWebDesk, viewerWith } from '../access/web-desk-for-tests.ts'
import { dropListings } from '../cases/drop-listings.ts'
import { storeListings } from '../cases/store-listings.ts'
import { storeProbe } from '../cases/store-probe.ts'
import { givenBakery, givenHost, minutesAfterNoon, NOON, workerAt } from '../cases/story-for-tests.ts'
import type { Db } from '../db.ts'
import { reply, startDnsServer } from '../dns/dns-server-for-tests.ts'
import { listedSummary } from '../incidents/listed-target.ts'
import { listListingMoves } from '../audit/listing-move-records.ts'
import { judgeHelo, judgeReverse } from '../probes/judge-names.ts'
import { freshForMs, WORKER } from '../probes/host-check.ts'
import type { Check } from '../protocol/probes.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { knownBlocklist } from './catalogue/catalogue.ts'
import { getHostLists } from './host-lists-views.ts'
import { getListMatrix } from './list-matrix-views.ts'
import { getOpenListing } from './open-listing-views.ts'
import { sweepBlocklists } from './sweep-blocklists.ts'
import { listDeskTargets } from './target-records.ts'

const IP = '198.51.100.13'
const DAY = 24 * 60
const support = viewerWith(['support'])

async function see(db: Db, host: { id: number; name: string }, minutes: number, checks: Check[], from = WORKER): Promise<void> {
  const at = minutesAfterNoon(minutes)
  const probe = { host: host.name, at: at.toISOString(), tookMs: 5, trouble: null, ports: [{ address: IP, port: 25, tls: 'starttls' as const, from: null, isReached: true, checks }] }
  await storeProbe(workerAt(db, at), { ...host, kind: 'postfix' }, { from, probe, freshMs: freshForMs(900_000) })
}

const helo = (name: string) => judgeHelo(IP, name, { values: [IP] })
const reverse = (name: string) => judgeReverse(IP, { values: [name] }, [{ name, addresses: { values: [IP] } }])
const asked = async (db: Db) => (await listDeskTargets(db)).map(({ kind, name }) => `${kind} ${name}`)

test('names that a host is seen under are asked about, each once, and stay while nobody can tell', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'alt3')
  expect(await asked(db)).toEqual([])
  await see(db, host, 0, [helo('alt3.provider.example'), reverse('alt3.provider.example')])
  expect(await listDeskTargets(db)).toMatchObject([
    { kind: 'domain', name: 'provider.example', hosts: [{ name: 'alt3', uses: ['helo', 'rdns'] }] }, { kind: 'host', name: 'alt3.provider.example', hosts: [{ name: 'alt3', uses: ['helo', 'rdns'] }] },
  ])

  await see(db, host, 2 * DAY, [judgeHelo(IP, '', null), judgeReverse(IP, { failure: 'the resolver did not answer in time' }, [])])
  expect((await listDeskTargets(db))[0]).toMatchObject({ hosts: [{ uses: ['rdns'] }] })

  // Renamed: the old name is his for a day still, since others may see it.
  await see(db, host, 3 * DAY, [reverse('new.other.example')])
  await see(db, host, 3 * DAY + 60, [reverse('new.other.example')])
  expect(await asked(db)).toEqual(['domain other.example', 'host new.other.example'])
  await db.host.update({ where: { id: host.id }, data: { revokedAt: NOON } })
  expect(await asked(db)).toEqual([])
})

test('a sending domain that a host also goes by is one target, asked on every list of domains', async () => {
  const { db } = await withTestDatabase()
  const host = await givenHost(db, 'alt3')
  await givenBakery(db)
  await db.customerDomain.create({ data: { domain: 'shop.baeckerei.example', customerId: (await db.customer.findFirstOrThrow()).id } })
  await see(db, host, 0, [helo('shop.baeckerei.example')])
  expect(await listDeskTargets(db)).toMatchObject([
    { kind: 'domain', name: 'baeckerei.example', hosts: [{ name: 'alt3' }], customer: { number: '10417' } }, { kind: 'domain', name: 'shop.baeckerei.example', hosts: [{ name: 'alt3' }], customer: { number: '10417' } },
  ])
})

test('the domain of a thousand hosts is one target; its listing names no single host, and says who goes by it', async () => {
  const { db, url } = await withTestDatabase()
  givenWebDesk(db, url)
  await db.host.createMany({ data: Array.from({ length: 1_000 }, (_, n) => ({ name: `mx${String(n).padStart(4, '0')}`, kind: 'postfix', agentUrl: 'https://127.0.0.1:1' })) })
  const hosts = await db.host.findMany({ orderBy: { id: 'asc' }, select: { id: true, name: true } })
  await db.seenName.createMany({ data: hosts.flatMap(({ id, name }) => [{ hostId: id, use: 'helo', name: `${name}.provider.example`, seenAt: NOON }, { hostId: id, use: 'rdns', name: `${name}.provider.example`, seenAt: NOON }]) })
  const targets = new Map((await listDeskTargets(db)).map((target) => [target.name, target]))
  expect(targets.size).toBe(1_001)
  expect(targets.get('provider.example')?.hosts).toHaveLength(1_000)

  const check = (target: string, list: string) => ({ target, kind: targets.get(target)?.kind ?? 'ip4', list, state: 'listed' as const, codes: ['127.0.1.2'], meaning: 'low reputation/spam domain', reason: null, text: null, at: NOON, evidence: ['a', 'b'].map((resolver) => ({ resolver, state: 'listed' as const, codes: ['127.0.1.2'], meaning: null, reason: null })) })
  await storeListings(workerAt(db, NOON), [check('provider.example', 'spamhaus-dbl'), check('mx0007.provider.example', 'spamhaus-dbl')], { targets, settings: new Map() })
  const moves = await db.changeRow.findMany({ where: { kind: 'listing' }, orderBy: { id: 'asc' }, select: { hostId: true, incidentId: true } })
  expect(moves.map(({ hostId }) => hostId)).toEqual([hosts[7]?.id, null])
  expect(listedSummary('provider.example', await listListingMoves(db, [moves[1]?.incidentId ?? 0]))).toMatchObject({
    hosts: [], usedBy: [{ use: 'helo', hosts: ['mx0000', 'mx0001', 'mx0002', 'mx0003', 'mx0004'], others: 995 }, { use: 'rdns', others: 995 }],
  })

  const now = minutesAfterNoon(1)
  expect((await getHostLists(db, support, 'mx0007', now))?.map(({ target, isAddress, listed }) => [target, isAddress, listed.map(({ id }) => id)])).toEqual([['mx0007.provider.example', false, ['spamhaus-dbl']], ['provider.example', false, ['spamhaus-dbl']]])
  expect(await getOpenListing(db, support, { target: 'provider.example', list: 'spamhaus-dbl', now })).toMatchObject({ target: { otherHosts: 997, users: [{ use: 'helo', others: 995 }, { use: 'rdns' }] }, told: { state: 'listed' }, cause: null })
  expect(await getOpenListing(db, support, { target: 'mx0007.provider.example', list: 'spamhaus-dbl', now })).toMatchObject({ target: { kind: 'host', otherHosts: 0, users: [{ hosts: ['mx0007'], others: 0 }, {}] } })
  // Lists of registered domains have nothing to say of a full name.
  expect(await getOpenListing(db, support, { target: 'mx0007.provider.example', list: 'surbl', now })).toBeNull()
  const matrix = await getListMatrix(db, support, { show: 'domains', site: null, search: '', isWhole: false, isSmallShown: true, chosen: ['spamhaus-dbl', 'surbl'], now })
  const cell = (cells: string, list: string) => cells[matrix?.columns.findIndex(({ id }) => id === list) ?? -1]
  expect(matrix?.look.rows.map(({ target, cells, owners, otherHosts }) => [target, cell(cells, 'spamhaus-dbl'), cell(cells, 'surbl'), owners.length, otherHosts])).toEqual([
    ['mx0007.provider.example', 'l', '-', 1, 0], ['provider.example', 'l', 'n', 3, 997],
  ])
  expect((await getListMatrix(db, support, { show: 'domains', site: null, search: 'mx0999', isWhole: true, isSmallShown: false, chosen: null, now }))?.found).toBe(2)
})

test('each list of domains is asked for what it holds: full names go to those alone that hold them', { timeout: 30_000 }, async () => {
  const { db } = await withTestDatabase()
  await see(db, await givenHost(db, 'alt3'), 0, [helo('alt3.provider.example')])
  const names = new Set<string>()
  const server = await startDnsServer(({ name, query, send }) => {
    names.add(name)
    const isPoint = name === 'test.dbl.spamhaus.org' || name === 'test.surbl.org.multi.surbl.org'
    send(isPoint ? reply(query, { answers: [{ data: Buffer.from([127, 0, name.includes('dbl') ? 1 : 0, name.includes('dbl') ? 2 : 64]) }] }) : reply(query, { rcode: 3 }))
  })
  onTestFinished(() => server.stop())
  const lists = ['spamhaus-dbl', 'surbl'].flatMap((id) => knownBlocklist(id) ?? [])
  const said: string[] = []
  for await (const checks of sweepBlocklists(await listDeskTargets(db), lists, [{ name: 'own', address: server.address, port: server.port }], { timeoutMs: 3_000 })) {
    said.push(...checks.map(({ target, list, state }) => `${target} ${list} ${state}`))
  }
  expect(said.sort()).toEqual(['alt3.provider.example spamhaus-dbl clear', 'provider.example spamhaus-dbl clear', 'provider.example surbl clear'])
  expect([...names].filter((name) => name.includes('provider.example')).sort()).toEqual(['alt3.provider.example.dbl.spamhaus.org', 'provider.example.dbl.spamhaus.org', 'provider.example.multi.surbl.org'])
})

test('what a list was asked before about a name that it holds no more is let go of', async () => {
  const { db } = await withTestDatabase()
  await see(db, await givenHost(db, 'alt3'), 0, [helo('alt3.provider.example')])
  const row = { target: 'alt3.provider.example', kind: 'domain', state: 'clear', since: NOON, checkedAt: NOON, codes: [] }
  await db.listing.createMany({ data: [{ ...row, list: 'spamhaus-dbl' }, { ...row, list: 'surbl' }] })
  const lists = ['spamhaus-dbl', 'surbl'].flatMap((id) => knownBlocklist(id) ?? [])
  expect(await dropListings(workerAt(db, NOON), { targets: await listDeskTargets(db), lists, resolvers: [] })).toBe(1)
  expect((await db.listing.findMany()).map(({ list }) => list)).toEqual(['spamhaus-dbl'])
})
