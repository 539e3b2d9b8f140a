import pino from 'pino'
import { expect, onTestFinished, test, vi } from 'vitest'
import { sweepLists } from './sweep-lists.ts'
import { BLOCKLISTS, knownBlocklist } from '../../blocklists/catalogue/catalogue.ts'
import { findListing, listHealth } from '../../blocklists/listing-records.ts'
import { readAddress } from '../../blocklists/target.ts'
import type { Db } from '../../db.ts'
import { address, reply, startDnsServer, texts, type Asked, type TestDnsServer } from '../../dns/dns-server-for-tests.ts'
import { TYPE } from '../../dns/write-query.ts'
import { sealSecret } from '../../hosts/seal-secret.ts'
import { withTestDatabase } from '../../setup/test-database.ts'
import { givenWorker, SECRET, workerEnv } from '../rig-for-tests.ts'

const IP = '198.51.100.13'
const ASKED = ['spamcop', 'barracuda', 'psbl']
const soon = { timeout: 20_000, interval: 100 }

/** Lists that keep RFC 5782; who is on them and who keeps silent changes while it runs. */
async function givenLists(): Promise<{ server: TestDnsServer; listed: Set<string>; silent: Set<string>; answer: (asked: Asked) => void }> {
  const listed = new Set<string>()
  const silent = new Set<string>()
  const zones = [...ASKED, 'abusix-combined'].map((id) => ({ id, zone: (knownBlocklist(id)?.keyed?.zone ?? knownBlocklist(id)?.zone ?? '').replace('{key}', KEY) }))
  const answer = ({ name, type, query, send }: Asked) => {
    const list = zones.find(({ zone }) => name.endsWith(`.${zone}`))
    if (list && silent.has(list.id)) return
    const before = list && name.slice(0, -list.zone.length - 1)
    const isThere = list && (before === '2.0.0.127' || [...listed].some((each) => each === `${list.id} ${before}`))
    if (!isThere) send(reply(query, { rcode: 3 }))
    else send(reply(query, { answers: [type === TYPE.A ? { data: address('127.0.0.2') } : { type: TYPE.TXT, data: texts(`Blocked, see https://list.example/?key=${KEY}`) }] }))
  }
  const server = await startDnsServer(answer)
  onTestFinished(() => server.stop())
  return { server, listed, silent, answer }
}
const KEY = 'paidkey0123456789'
const onList = (list: string, ip = IP) => `${list} ${readAddress(ip)?.query}`

async function given(resolvers: number) {
  const { db, url } = await withTestDatabase()
  const { id } = await db.host.create({ data: { name: 'alt3', kind: 'qmail', agentUrl: 'https://127.0.0.1:1', ips: { create: { ip: IP } } } })
  const lists = await givenLists()
  const second = await startDnsServer(lists.answer)
  onTestFinished(() => second.stop())
  const names = [lists.server, second].slice(0, resolvers).map(({ address: host, port }) => `${host}:${port}`)
  const settings = [...ASKED, 'abusix-combined']
  await db.blocklistSetting.createMany({ data: BLOCKLISTS.map((list) => ({ list: list.id, isAsked: settings.includes(list.id), updatedAt: new Date() })) })
  const clock = { ms: Date.now() }
  return { db, url, hostId: id, ...lists, names, clock }
}

const jobs = [{ name: 'sweep-blocklists', everyMs: 200, run: sweepLists }]
const env = (url: string, names: string[]) => ({ ...workerEnv(url), RELAYWARD_RESOLVERS: names })
const stateOf = async (db: Db, list: string) => (await findListing(db, IP, list))?.state

test('a listing that two resolvers tell is announced with its reason; it goes, and the incident is over by itself', { timeout: 60_000 }, async () => {
  const { db, url, listed, names, clock, hostId } = await given(2)
  listed.add(onList('spamcop'))
  givenWorker(url, 'w1', { env: env(url, names), jobs, now: () => new Date(clock.ms) })

  await vi.waitFor(async () => expect(await stateOf(db, 'spamcop')).toBe('listed'), soon)
  await vi.waitFor(async () => expect(await stateOf(db, 'psbl')).toBe('clear'), soon)
  expect(await db.changeRow.findFirstOrThrow({ where: { kind: 'listing' } })).toMatchObject({ to: 'listed', hostId, evidence: { text: expect.stringContaining('Blocked') } })
  expect(await db.incident.findFirstOrThrow()).toMatchObject({ kind: 'listing', state: 'open' })

  listed.clear()
  clock.ms += 11 * 60_000
  await vi.waitFor(async () => expect(await stateOf(db, 'spamcop')).toBe('clear'), soon)
  clock.ms += 31 * 60_000
  await vi.waitFor(async () => expect(await db.incident.findFirstOrThrow()).toMatchObject({ state: 'over' }), soon)
})

test('through one resolver nothing is announced before a second look some minutes later', { timeout: 60_000 }, async () => {
  const { db, url, listed, names, clock } = await given(1)
  listed.add(onList('barracuda'))
  givenWorker(url, 'w1', { env: env(url, names), jobs, now: () => new Date(clock.ms) })
  await vi.waitFor(async () => expect(await findListing(db, IP, 'barracuda')).toMatchObject({ state: 'unknown', reason: 'not-confirmed' }), soon)
  expect(await db.incident.count()).toBe(0)
  clock.ms += 2 * 60_000
  await vi.waitFor(async () => expect(await stateOf(db, 'barracuda')).toBe('listed'), soon)
  expect(await db.incident.count()).toBe(1)
})

test('a list that falls silent is told once, what was known stays known, and it is told when it works again', { timeout: 90_000 }, async () => {
  const { db, url, silent, names, clock } = await given(1)
  givenWorker(url, 'w1', { env: env(url, names), jobs, now: () => new Date(clock.ms) })
  await vi.waitFor(async () => expect(await stateOf(db, 'psbl')).toBe('clear'), soon)
  const told = () => db.changeRow.findMany({ where: { kind: 'list-health' }, orderBy: { id: 'asc' }, select: { from: true, to: true, evidence: true } })
  expect(await told()).toEqual([])

  silent.add('psbl')
  clock.ms += 11 * 60_000
  await vi.waitFor(async () => expect(await findListing(db, IP, 'psbl')).toMatchObject({ state: 'unknown', reason: 'silent', knownState: 'clear' }), { ...soon, timeout: 40_000 })
  expect(await stateOf(db, 'spamcop')).toBe('clear')
  await vi.waitFor(async () => expect(await told()).toMatchObject([{ from: 'works', to: 'unknown', evidence: { list: 'psbl', reason: 'silent' } }]), soon)

  silent.clear()
  clock.ms += 11 * 60_000
  await vi.waitFor(async () => expect(await stateOf(db, 'psbl')).toBe('clear'), soon)
  await vi.waitFor(async () => expect((await told()).map(({ to }) => to)).toEqual(['unknown', 'works']), soon)
  expect(await listHealth(db, 'psbl')).toMatchObject([{ state: 'works', reason: null }])
})

test('a list is asked at its interval and not before, a new address at once, and a paid key stands in the question only', { timeout: 60_000 }, async () => {
  const { db, url, server, names, clock, listed } = await given(1)
  await db.blocklistKey.create({ data: { name: 'abusix', sealedKey: sealSecret(SECRET, 'blocklist key abusix', KEY), updatedAt: new Date() } })
  listed.add(onList('abusix-combined'))
  const logged: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) })
  givenWorker(url, 'w1', { env: env(url, names), jobs, now: () => new Date(clock.ms), log })
  await vi.waitFor(async () => expect(await db.listing.count()).toBe(4), soon)
  const about = (ip: string) => server.asked.filter(({ name, type }) => type === TYPE.A && name.startsWith(`${readAddress(ip)?.query}.`)).length
  await vi.waitFor(async () => expect(about(IP)).toBe(4), soon)
  clock.ms += 5 * 60_000
  await db.hostIp.create({ data: { hostId: (await db.host.findFirstOrThrow()).id, ip: '198.51.100.14' } })
  await vi.waitFor(async () => expect(await db.listing.count({ where: { target: '198.51.100.14' } })).toBe(4), soon)
  // The listing seen once was looked at again after two minutes; the three others wait for their turn.
  expect(about(IP)).toBe(5)

  await vi.waitFor(async () => expect(await stateOf(db, 'abusix-combined')).toBe('listed'), soon)
  expect(server.asked.some(({ name }) => name.includes(KEY))).toBe(true)
  const rows = JSON.stringify(await Promise.all([db.listing.findMany(), db.changeRow.findMany(), db.listingSpell.findMany(), db.blocklistHealth.findMany(), db.setting.findMany()]), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
  expect(rows).toContain('Blocked')
  expect(rows).not.toContain(KEY)
  expect(logged.join('')).toContain('blocklists say something new')
  expect(logged.join('')).not.toContain(KEY)
})

test('two workers, and one that leaves in the middle: every answer is stored, nothing is announced twice', { timeout: 90_000 }, async () => {
  const { db, url, listed, names, clock, hostId } = await given(2)
  await db.hostIp.createMany({ data: Array.from({ length: 100 }, (_, n) => ({ hostId, ip: `203.0.113.${n}` })) })
  for (const list of ASKED) for (let n = 0; n < 100; n += 10) listed.add(onList(list, `203.0.113.${n}`))
  const one = givenWorker(url, 'w1', { env: env(url, names), jobs, now: () => new Date(clock.ms) })
  givenWorker(url, 'w2', { env: env(url, names), jobs, now: () => new Date(clock.ms) })
  await vi.waitFor(async () => expect(await db.listing.count()).toBeGreaterThan(0), soon)
  await one.stop()
  await vi.waitFor(async () => expect(await db.listing.count()).toBe(303), { ...soon, timeout: 40_000 })
  await vi.waitFor(async () => expect(await db.listing.count({ where: { state: 'listed' } })).toBe(30), soon)
  expect([await db.changeRow.count({ where: { kind: 'listing' } }), await db.incident.count(), await db.listingSpell.count()]).toEqual([30, 10, 30])
})

test('while no resolver answers nothing is stored, and the job leaves no mark', { timeout: 60_000 }, async () => {
  const { db, url, clock } = await given(0)
  const names = ['127.0.0.1:1', '127.0.0.1:2']
  const failed: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void failed.push(line) })
  givenWorker(url, 'w1', { env: env(url, names), jobs, now: () => new Date(clock.ms), log })
  await vi.waitFor(() => expect(failed.join('')).toContain('no resolver answers'), soon)
  expect([await db.listing.count(), await db.blocklistHealth.count(), await db.changeRow.count()]).toEqual([0, 0, 0])
  expect(await db.setting.count({ where: { key: 'job:sweep-blocklists' } })).toBe(0)
})
