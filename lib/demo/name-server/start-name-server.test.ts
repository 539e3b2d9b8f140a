import { Resolver } from 'node:dns/promises'
import { expect, onTestFinished, test } from 'vitest'
import { BLOCKLISTS } from '../../blocklists/catalogue/catalogue.ts'
import { deskLists } from '../../blocklists/desk-lists.ts'
import { sweepBlocklists, type BlocklistCheck } from '../../blocklists/sweep-blocklists.ts'
import { readAddress, readDomain, type Target } from '../../blocklists/target.ts'
import { calendarUpTo } from '../past/moved-clock.ts'
import { demoAnswer } from './demo-name-servers.ts'
import { listStories } from './list-stories.ts'
import { startNameServer, type NameServer } from './start-name-server.ts'

const HOSTS = [{ name: 'alt3', ips: ['198.51.100.23', '2001:db8:3::25'] }, { name: 'mx01', ips: ['203.0.113.11'] }] as unknown as Parameters<typeof demoAnswer>[0]['hosts']
const NOW = new Date('2026-11-24T14:31:00Z')

async function given(at: Date = NOW): Promise<NameServer> {
  const server = await startNameServer('127.0.0.1', 0, demoAnswer({ hosts: HOSTS }, listStories(calendarUpTo(NOW)), () => at))
  onTestFinished(() => server.stop())
  return server
}

function resolverOf({ address, port }: NameServer): Resolver {
  const resolver = new Resolver({ timeout: 2_000, tries: 1 })
  resolver.setServers([`${address}:${port}`])
  return resolver
}

test('hosts have names there and back, customers have mail exchangers and SPF', async () => {
  const resolver = resolverOf(await given())
  expect(await resolver.resolve4('alt3.muster-hosting.example')).toEqual(['198.51.100.23'])
  expect(await resolver.resolve6('alt3.muster-hosting.example')).toEqual(['2001:db8:3::25'])
  expect(await resolver.reverse('198.51.100.23')).toEqual(['alt3.muster-hosting.example'])
  expect(await resolver.reverse('2001:db8:3::25')).toEqual(['alt3.muster-hosting.example'])
  expect(await resolver.resolveMx('baeckerei-muster.example')).toContainEqual(expect.objectContaining({ exchange: 'mx01.muster-hosting.example', priority: 10 }))
  expect((await resolver.resolveTxt('_spf.muster-hosting.example')).flat().join('')).toContain('ip4:198.51.100.23')
  await expect(resolver.resolve4('nobody.example')).rejects.toMatchObject({ code: 'ENOTFOUND' })
})

async function sweep(server: NameServer, targets: string[]): Promise<BlocklistCheck[]> {
  const keys = new Map([['abusix', 'demo-key']])
  const lists = deskLists([], new Set(keys.keys())).filter(({ isAsked, list }) => isAsked && list.limits.perSecond === undefined).map(({ list }) => list)
  const checks: BlocklistCheck[] = []
  const wanted = targets.map((text) => (readAddress(text) ?? readDomain(text)) as Target)
  for await (const some of sweepBlocklists(wanted, lists, [{ name: 'demo', address: server.address, port: server.port }], { keys, timeoutMs: 1_500 })) checks.push(...some)
  return checks
}

test('every list that the demo asks passes its self-test, and only what the story has is listed', { timeout: 60_000 }, async () => {
  const before = await sweep(await given(new Date('2026-11-01T10:00:00Z')), ['198.51.100.23', '2001:db8:3::25', 'baeckerei-muster.example'])
  expect(before.filter(({ state }) => state !== 'clear')).toEqual([])
  expect(new Set(before.map(({ kind }) => kind))).toEqual(new Set(['ip4', 'ip6', 'domain']))

  const now = await sweep(await given(), ['198.51.100.23', '203.0.113.12', '203.0.113.11'])
  const told = now.filter(({ state }) => state !== 'clear').map(({ target, list, state, reason, text }) => ({ target, list, state, reason, text }))
  expect(told.filter(({ list }) => list !== 'abusix-combined')).toMatchObject([
    { target: '198.51.100.23', list: 'spamcop', state: 'listed', text: expect.stringContaining('Blocked') }, { target: '203.0.113.12', list: 'spamhaus-zen', state: 'unknown', reason: 'administrative' },
  ].sort((a, b) => told.findIndex((each) => each.list === a.list) - told.findIndex((each) => each.list === b.list)))
  expect(told.filter(({ list }) => list === 'abusix-combined').map(({ reason }) => reason)).toEqual(['silent', 'silent', 'silent'])
})

test('the stories speak of lists of the catalogue', () => {
  const ids = new Set(BLOCKLISTS.map(({ id }) => id))
  expect(listStories(calendarUpTo(NOW)).listings.filter(({ list }) => !ids.has(list))).toEqual([])
})
