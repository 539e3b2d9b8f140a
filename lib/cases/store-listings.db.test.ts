import { expect, test } from 'vitest'
import { endListings, LISTING_QUIET_MS } from './end-listings.ts'
import { dropListings } from './drop-listings.ts'
import { storeListings } from './store-listings.ts'
import { givenBakery, givenHost, minutesAfterNoon, NOON, workerAt } from './story-for-tests.ts'
import type { ListSetting } from '../blocklists/listing.ts'
import { dropOldSpells, findListing, listSpells } from '../blocklists/listing-records.ts'
import { unknown, type UnknownReason } from '../blocklists/reading.ts'
import type { BlocklistCheck } from '../blocklists/sweep-blocklists.ts'
import { listDeskTargets, type DeskTarget } from '../blocklists/target-records.ts'
import type { Db } from '../db.ts'
import { withTestDatabase } from '../setup/test-database.ts'

const IP = '198.51.100.13'
const TWO = ['127.0.0.1:53', '127.0.0.2:53']
type Said = 'listed' | 'clear' | UnknownReason

function check(said: Said, minutes: number, { target = IP, list = 'spamcop', resolvers = TWO, text = null as string | null } = {}): BlocklistCheck {
  const listed = { state: 'listed' as const, codes: ['127.0.0.2'], meaning: 'listed', reason: null }
  const reading = said === 'listed' ? listed : said === 'clear' ? { state: 'clear' as const, codes: [], meaning: null, reason: null } : unknown(said)
  return { ...reading, target, kind: 'ip4', list, text, at: minutesAfterNoon(minutes), evidence: resolvers.map((resolver) => ({ resolver, ...reading })) }
}

async function given() {
  const { db, url } = await withTestDatabase()
  const host = await givenHost(db, 'alt3')
  await db.hostIp.create({ data: { hostId: host.id, ip: IP } })
  const targets = new Map((await listDeskTargets(db)).map((target): [string, DeskTarget] => [target.name, target]))
  const settings = new Map<string, ListSetting>()
  const store = (...checks: BlocklistCheck[]) => storeListings(workerAt(db, checks.at(-1)?.at ?? NOON), checks, { targets, settings })
  return { db, url, host, targets, settings, store }
}

const moves = async (db: Db) => (await db.changeRow.findMany({ where: { kind: 'listing' }, orderBy: { id: 'asc' } })).map(({ from, to }) => `${from} > ${to}`)
const incidents = async (db: Db) => (await db.incident.findMany({ orderBy: { id: 'asc' } })).map(({ kind, causeKey, state }) => `${kind} ${causeKey} ${state}`)
const end = (db: Db, minutes: number) => endListings(workerAt(db, minutesAfterNoon(minutes)))
const QUIET = LISTING_QUIET_MS / 60_000

test('a listing is announced once, opens the incident of its address, and its end after a quiet while ends the incident', async () => {
  const { db, store, host } = await given()
  await store(check('clear', 0))
  expect(await store(check('listed', 10, { text: 'see https://list.example/x' }))).toEqual({ changed: 1, moved: 1 })
  await store(check('listed', 20, { text: 'see https://list.example/x' }))
  expect(await moves(db)).toEqual(['clear > listed'])
  expect(await incidents(db)).toEqual([`listing target:${IP} open`])
  expect(await db.changeRow.findFirstOrThrow({ where: { kind: 'listing' } })).toMatchObject({ hostId: host.id, evidence: { list: 'spamcop', text: 'see https://list.example/x' } })
  expect(await findListing(db, IP, 'spamcop')).toMatchObject({ state: 'listed', since: minutesAfterNoon(10), checkedAt: minutesAfterNoon(20), incidentNumber: 1 })
  expect(await end(db, 25)).toEqual([])

  await store(check('clear', 30))
  expect(await end(db, 30 + QUIET - 1)).toEqual([])
  expect(await end(db, 30 + QUIET)).toEqual([1])
  expect(await incidents(db)).toEqual([`listing target:${IP} over`])
  expect(await listSpells(db, { target: IP, since: NOON })).toMatchObject([{ state: 'listed', beganAt: minutesAfterNoon(10), endedAt: minutesAfterNoon(30) }])
})

test('the same answers again, and older ones, change nothing but the age', async () => {
  const { db, store } = await given()
  await store(check('listed', 10))
  const rows = await db.changeRow.count()
  expect(await store(check('listed', 10))).toEqual({ changed: 0, moved: 0 })
  expect(await store(check('clear', 5))).toEqual({ changed: 0, moved: 0 })
  expect(await findListing(db, IP, 'spamcop')).toMatchObject({ state: 'listed', checkedAt: minutesAfterNoon(10) })
  expect(await store(check('listed', 11))).toEqual({ changed: 0, moved: 0 })
  expect(await findListing(db, IP, 'spamcop')).toMatchObject({ checkedAt: minutesAfterNoon(11), knownAt: minutesAfterNoon(11) })
  expect(await db.changeRow.count()).toBe(rows)
})

test.each(['silent', 'servfail', 'administrative', 'resolvers-disagree', 'lists-the-world', 'dead'] as const)('%s turns neither clear into listed nor listed into clear, and says what was known last', async (reason) => {
  const { db, store } = await given()
  await store(check('clear', 0), check('listed', 0, { list: 'barracuda' }))
  await store(check(reason, 10), check(reason, 10, { list: 'barracuda' }))
  expect(await findListing(db, IP, 'spamcop')).toMatchObject({ state: 'unknown', reason, knownState: 'clear', knownAt: NOON, since: minutesAfterNoon(10) })
  expect(await findListing(db, IP, 'barracuda')).toMatchObject({ state: 'unknown', reason, knownState: 'listed', knownAt: NOON })
  expect(await end(db, 10 + 10 * QUIET)).toEqual([])

  await store(check('clear', 20), check('listed', 20, { list: 'barracuda' }))
  expect(await findListing(db, IP, 'barracuda')).toMatchObject({ state: 'listed', since: NOON, knownAt: minutesAfterNoon(20) })
  expect(await moves(db)).toEqual(['null > listed', 'listed > unknown', 'unknown > listed'])
  expect(await db.listingSpell.count({ where: { list: 'barracuda', state: 'listed' } })).toBe(1)
})

test('with one resolver a listing is believed at the second look only, some minutes later, and then counts from the first', async () => {
  const { db, store } = await given()
  const resolvers = TWO.slice(0, 1)
  await store(check('clear', 0, { resolvers }))
  await store(check('listed', 10, { resolvers }))
  expect(await findListing(db, IP, 'spamcop')).toMatchObject({ state: 'unknown', reason: 'not-confirmed', knownState: 'clear' })
  await store(check('listed', 11, { resolvers }))
  expect([await moves(db), await incidents(db), await db.listingSpell.count()]).toEqual([[], [], 0])

  await store(check('listed', 12, { resolvers }))
  expect(await findListing(db, IP, 'spamcop')).toMatchObject({ state: 'listed', since: minutesAfterNoon(10) })
  expect(await moves(db)).toEqual(['unknown > listed'])
})

test('with one resolver a listing that the second look does not see was never one', async () => {
  const { db, store } = await given()
  const resolvers = TWO.slice(0, 1)
  await store(check('listed', 10, { resolvers }))
  await store(check('clear', 12, { resolvers }))
  expect([await moves(db), await incidents(db), await db.listingSpell.count()]).toEqual([[], [], 0])
})

test('a list that flaps keeps one incident', async () => {
  const { db, store } = await given()
  for (let minutes = 0; minutes < 60; minutes += 10) {
    await store(check(minutes % 20 === 0 ? 'listed' : 'clear', minutes))
    await end(db, minutes)
  }
  expect(await incidents(db)).toEqual([`listing target:${IP} open`])
  expect(await db.listingSpell.count({ where: { state: 'listed' } })).toBe(3)
})

test('vanity lists open no incident, but are told in one that is open and do not keep it open', async () => {
  const { db, store } = await given()
  await store(check('listed', 0, { list: 'uceprotect-3' }))
  expect(await incidents(db)).toEqual([])
  await store(check('listed', 5))
  await store(check('clear', 6, { list: 'uceprotect-3' }), check('listed', 7, { list: 's5h' }))
  expect(await findListing(db, IP, 's5h')).toMatchObject({ state: 'listed', incidentNumber: 1 })
  await store(check('clear', 8))
  expect(await end(db, 8 + QUIET)).toEqual([1])
})

test('two lists about one address are one incident; another address has its own', async () => {
  const { db, store } = await given()
  await store(check('listed', 0), check('listed', 0, { list: 'barracuda' }), check('listed', 0, { target: '198.51.100.14' }))
  expect(await incidents(db)).toEqual([`listing target:${IP} open`, 'listing target:198.51.100.14 open'])
})

test('a weight that this installation gave decides', async () => {
  const { db, store, settings } = await given()
  settings.set('spamcop', { list: 'spamcop', isAsked: true, trust: 'vanity', reason: 'lists us for nothing', updatedAt: NOON })
  settings.set('uceprotect-3', { list: 'uceprotect-3', isAsked: true, trust: 'ordinary', reason: 'our biggest customer asks', updatedAt: NOON })
  await store(check('listed', 0))
  expect(await incidents(db)).toEqual([])
  await store(check('listed', 1, { list: 'uceprotect-3' }))
  expect(await incidents(db)).toEqual([`listing target:${IP} open`])
})

test('two workers that store the same answers at once announce a listing once', async () => {
  const { db, store } = await given()
  await Promise.all([store(check('listed', 0)), store(check('listed', 0)), store(check('listed', 1))])
  expect([await moves(db), await incidents(db), await db.listingSpell.count()]).toEqual([['null > listed'], [`listing target:${IP} open`], 1])
})

test('a span in which nobody can tell is one spell, also when somebody could for a moment', async () => {
  const { db, store } = await given()
  for (const [said, minutes] of [['clear', 0], ['silent', 10], ['silent', 20], ['clear', 30], ['servfail', 40], ['clear', 50], ['clear', 60], ['silent', 200]] as const) await store(check(said, minutes))
  expect(await listSpells(db, { target: IP, since: NOON })).toMatchObject([
    { state: 'unknown', beganAt: minutesAfterNoon(200), endedAt: null, reason: 'silent' }, { state: 'unknown', beganAt: minutesAfterNoon(10), endedAt: minutesAfterNoon(50), reason: 'servfail' },
  ])
  expect(await moves(db)).toEqual([])
})

test('what is not asked any more is let go of, and its incident is over', async () => {
  const { db, store } = await given()
  await store(check('listed', 0), check('listed', 0, { list: 'barracuda' }))
  const asked = { targets: [], lists: [{ id: 'spamcop', kinds: ['ip4' as const] }, { id: 'barracuda', kinds: ['ip4' as const] }], resolvers: TWO }
  expect(await dropListings(workerAt(db, minutesAfterNoon(5)), asked)).toBe(2)
  expect(await db.listing.count()).toBe(0)
  expect(await end(db, 5)).toEqual([1])
  expect(await listSpells(db, { target: IP, since: NOON })).toMatchObject([{ endedAt: minutesAfterNoon(5) }, { endedAt: minutesAfterNoon(5) }])
})

test("a customer's sending domain is his own and the incident is on his record", async () => {
  const { db, settings } = await given()
  const bakery = await givenBakery(db)
  const targets = new Map((await listDeskTargets(db)).map((target): [string, DeskTarget] => [target.name, target]))
  await storeListings(workerAt(db, NOON), [{ ...check('listed', 0, { target: 'baeckerei.example', list: 'surbl' }), kind: 'domain' }], { targets, settings })
  expect(await db.changeRow.findMany({ where: { customerId: bakery.id }, orderBy: { id: 'asc' } })).toMatchObject([{ kind: 'incident', to: 'open' }, { kind: 'listing', to: 'listed' }])
})

test('a thousand addresses that lists say the same of as before write no row, only their age', async () => {
  const { db, store } = await given()
  const checks = (minutes: number) => Array.from({ length: 6_000 }, (_, n) => check('clear', minutes, { target: `10.0.${Math.floor(n / 6 / 250)}.${Math.floor(n / 6) % 250}`, list: ['spamcop', 'barracuda', 'psbl', 's5h', 'dronebl', 'woody'][n % 6] }))
  await store(...checks(0))
  const rows = await db.changeRow.count()
  expect(await store(...checks(10))).toEqual({ changed: 0, moved: 0 })
  expect([await db.changeRow.count(), await db.listingSpell.count(), await db.listing.count()]).toEqual([rows, 0, 6_000])
})

test('listings are kept for 400 days and spans in which nobody could tell for 60; what goes on stays', async () => {
  const { db } = await withTestDatabase()
  const days = (ago: number) => new Date(NOON.getTime() - ago * 86_400_000)
  const spell = (list: string, state: string, ended: number | null) => ({ target: IP, list, state, beganAt: days(900), endedAt: ended === null ? null : days(ended) })
  await db.listingSpell.createMany({ data: [spell('a', 'listed', 401), spell('b', 'listed', 399), spell('c', 'listed', null), spell('d', 'unknown', 61), spell('e', 'unknown', 59), spell('f', 'unknown', null)] })
  expect(await dropOldSpells(db, NOON)).toBe(2)
  expect((await db.listingSpell.findMany({ orderBy: { list: 'asc' } })).map(({ list }) => list)).toEqual(['b', 'c', 'e', 'f'])
})
