import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startRbldnsd, type Rbldnsd } from '../../lib/bench/start-rbldnsd.ts'
import { freeUdpPort } from '../../lib/bench/free-udp-port.ts'
import { BLOCKLISTS } from '../../lib/blocklists/catalogue/catalogue.ts'
import { findListing } from '../../lib/blocklists/listing-records.ts'
import { readListFile } from '../../lib/blocklists/list-file.ts'
import { sweepBlocklists, type BlocklistCheck } from '../../lib/blocklists/sweep-blocklists.ts'
import { readAddress, readDomain, type Target } from '../../lib/blocklists/target.ts'
import { withTestDatabase } from '../../lib/setup/test-database.ts'
import { sweepLists } from '../../lib/worker/jobs/sweep-lists.ts'
import { givenWorker, workerEnv } from '../../lib/worker/rig-for-tests.ts'

const folder = mkdtempSync(join(tmpdir(), 'relayward-rbldnsd-'))
let first: Rbldnsd
let second: Rbldnsd

const FILES: Record<string, string> = {
  addresses: ':127.0.0.2:Spam from $\n127.0.0.2\n192.0.2.1\n198.51.100.0/24 :127.0.0.4:exploited $\n!198.51.100.9\n',
  emptier: ':127.0.0.2:Spam from $\n127.0.0.2\n198.51.100.0/24 :127.0.0.4:exploited $\n',
  sixes: ':127.0.0.2:six $\n::ffff:127.0.0.2\n2001:db8:1::/48\n',
  domains: ':127.0.1.2:domain $\ntest\n.evil.example\n',
  world: ':127.0.0.2:everybody\n0.0.0.0/0\n',
  worldly: ':127.0.0.2:everybody\n0.0.0.0/0\n!127.0.0.1\n',
  empty: '192.0.2.200\n',
  codes: '127.0.0.2 :127.0.0.2:x\n192.0.2.1 :127.255.255.254:public resolver\n192.0.2.2 :127.0.0.1:white\n',
  ignore: '0.0.0.0/0 :ignore\n', refuse: '0.0.0.0/0 :refuse\n', none: '0.0.0.0/0 :empty\n', every: '0.0.0.0/0 :127.0.0.2:you are refused\n',
}
const ZONES = [
  'good.test:ip4set:addresses', 'good.test:ip6trie:sixes', 'trie.test:ip4trie:addresses', 'dom.test:dnset:domains', 'world.test:ip4trie:world', 'worldly.test:ip4trie:worldly',
  'empty.test:ip4set:empty', 'codes.test:ip4set:codes', 'silent.test:acl:ignore', 'silent.test:ip4set:addresses', 'refused.test:acl:refuse', 'refused.test:ip4set:addresses',
  'dead.test:acl:none', 'dead.test:ip4set:addresses', 'every.test:acl:every', 'every.test:ip4set:addresses', 'once.test:ip4set:addresses',
]

beforeAll(async () => {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text)
  first = await startRbldnsd({ folder, port: await freeUdpPort(), zones: ZONES })
  second = await startRbldnsd({ folder, port: await freeUdpPort(), zones: ZONES.map((zone) => zone.replace('once.test:ip4set:addresses', 'once.test:ip4set:emptier')) })
})
afterAll(async () => {
  await first?.stop()
  await second?.stop()
  rmSync(folder, { recursive: true })
})

const PROXY = [{ match: '127.0.0.2', meaning: 'black', listing: true }, { match: '127.0.0.1', meaning: 'white', listing: false }]

test.each([
  ['192.0.2.1', 'good.test', 'listed', 'Spam from 192.0.2.1'],
  ['192.0.2.2', 'good.test', 'clear', null],
  ['198.51.100.8', 'good.test', 'listed', 'exploited 198.51.100.8'],
  ['198.51.100.9', 'good.test', 'clear', null],
  ['198.51.100.200', 'trie.test', 'listed', 'exploited 198.51.100.200'],
  ['2001:db8:1::25', 'good.test', 'listed', 'six 2001:db8:1::25'],
  ['2001:db8:2::25', 'good.test', 'clear', null],
  ['mail.evil.example', 'dom.test', 'listed', 'domain evil.example'],
  ['good.example', 'dom.test', 'clear', null],
  ['192.0.2.1', 'dom.test', 'dead', null],
  ['good.example', 'good.test', 'dead', null],
  ['192.0.2.1', 'world.test', 'lists-the-world', null],
  ['192.0.2.1', 'worldly.test', 'lists-the-world', null],
  ['192.0.2.200', 'empty.test', 'dead', null],
  ['192.0.2.1', 'codes.test', 'administrative', 'public resolver'],
  ['192.0.2.2', 'codes.test', 'clear', null],
  ['192.0.2.1', 'silent.test', 'silent', null],
  ['192.0.2.1', 'refused.test', 'refused', null],
  ['192.0.2.1', 'dead.test', 'dead', null],
  ['192.0.2.1', 'every.test', 'lists-the-world', null],
  ['192.0.2.1', 'nowhere.test', 'refused', null],
])('%s on %s of rbldnsd: %s', async (target, zone, found, text) => {
  const check = await checkOf(target, zone, [first])
  expect([check.reason ?? check.state, check.text]).toEqual([found, text])
})

test('what only one of two servers lists is not announced', async () => {
  expect(await checkOf('192.0.2.1', 'once.test', [first, second])).toMatchObject({ state: 'unknown', reason: 'resolvers-disagree' })
  expect(await checkOf('192.0.2.1', 'good.test', [first, second])).toMatchObject({ state: 'listed' })
})

test('a thousand addresses on six lists: every one told, none lost', async () => {
  const targets = Array.from({ length: 1_000 }, (_, at) => readAddress(`198.51.${96 + (at >> 8)}.${at & 255}`) as Target)
  const { lists } = readListFile(['good.test', 'trie.test', 'once.test', 'codes.test', 'world.test', 'empty.test'].map((zone) => JSON.stringify({ zone, kind: 'ip4' })).join('\n'))
  const counts = new Map<string, number>()
  for await (const checks of sweepBlocklists(targets, lists, [at(first)])) {
    for (const { list, state } of checks) counts.set(`${list} ${state}`, (counts.get(`${list} ${state}`) ?? 0) + 1)
  }
  expect(Object.fromEntries(counts)).toEqual({
    'good.test clear': 1_000, 'trie.test clear': 1_000, 'once.test clear': 1_000, 'codes.test clear': 1_000, 'world.test unknown': 1_000, 'empty.test unknown': 1_000,
  })
})

test('a listing at rbldnsd becomes an incident, the list lets go, and the incident is over by itself', async () => {
  const { db, url } = await withTestDatabase()
  const file = join(folder, 'desk')
  const list = (...ips: string[]) => writeFileSync(file, [':127.0.0.2:Blocked - see https://www.spamcop.net/bl.shtml?$', '127.0.0.2', ...ips, ''].join('\n'))
  list('192.0.2.77')
  const servers = [await startRbldnsd({ folder, port: await freeUdpPort(), zones: ['bl.spamcop.net:ip4set:desk'] }), await startRbldnsd({ folder, port: await freeUdpPort(), zones: ['bl.spamcop.net:ip4set:desk'] })]
  await db.host.create({ data: { name: 'alt3', kind: 'qmail', agentUrl: 'https://127.0.0.1:1', ips: { create: [{ ip: '192.0.2.77' }, { ip: '192.0.2.78' }] } } })
  await db.blocklistSetting.createMany({ data: BLOCKLISTS.map(({ id }) => ({ list: id, isAsked: id === 'spamcop', updatedAt: new Date() })) })
  let ms = Date.now()
  const soon = { timeout: 30_000, interval: 200 }
  const worker = givenWorker(url, 'w1', { env: { ...workerEnv(url), RELAYWARD_RESOLVERS: servers.map((each) => at(each).name) }, jobs: [{ name: 'sweep-blocklists', everyMs: 200, run: sweepLists }], now: () => new Date(ms) })
  try {
    await vi.waitFor(async () => expect(await findListing(db, '192.0.2.77', 'spamcop')).toMatchObject({ state: 'listed', text: 'Blocked - see https://www.spamcop.net/bl.shtml?192.0.2.77' }), soon)
    expect(await findListing(db, '192.0.2.78', 'spamcop')).toMatchObject({ state: 'clear' })
    expect(await db.incident.findMany()).toMatchObject([{ kind: 'listing', causeKey: 'target:192.0.2.77', state: 'open' }])

    list()
    for (const each of servers) each.reload()
    const isClear = async () => {
      // A round that came before the servers had read the file is followed by the next.
      ms += 11 * 60_000
      expect(await findListing(db, '192.0.2.77', 'spamcop')).toMatchObject({ state: 'clear' })
    }
    await vi.waitFor(isClear, { ...soon, interval: 1_000 })
    ms += 31 * 60_000
    await vi.waitFor(async () => expect(await db.incident.findFirstOrThrow()).toMatchObject({ state: 'over' }), soon)
    expect(await db.changeRow.findMany({ where: { kind: 'listing' }, orderBy: { id: 'asc' }, select: { from: true, to: true } })).toEqual([{ from: null, to: 'listed' }, { from: 'listed', to: 'clear' }])
  } finally {
    await worker.stop()
    for (const each of servers) await each.stop()
  }
})

async function checkOf(target: string, zone: string, servers: Rbldnsd[]): Promise<BlocklistCheck> {
  const { lists } = readListFile(JSON.stringify([{ zone, return_codes: zone === 'codes.test' ? PROXY : [] }]))
  const checks: BlocklistCheck[] = []
  for await (const some of sweepBlocklists([(readAddress(target) ?? readDomain(target)) as Target], lists, servers.map(at), { timeoutMs: 2_000 })) checks.push(...some)
  expect(checks).toHaveLength(1)
  return checks[0] as BlocklistCheck
}

function at({ address, port }: Pick<Rbldnsd, 'address' | 'port'>) {
  return { name: `${address}:${port}`, address, port }
}
