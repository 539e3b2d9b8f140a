import { afterAll, beforeAll, expect, test } from 'vitest'
import { startZone, type Zone } from '../dns/zone-for-tests.ts'
import { checkSpf, type SendingAddress } from './check-spf.ts'
import { rememberAnswers } from './dns-memory.ts'
import type { Finding } from './domain-check.ts'

const MX01 = { ip: '203.0.113.10', host: 'mx01.provider.test' }
const MX02 = { ip: '203.0.113.20', host: 'mx02.provider.test' }
const SIX = { ip: '2001:db8::25', host: 'mx01.provider.test' }

const chain = (count: number, end: string): Zone =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`c${at}.long.test`, { TXT: [at === count - 1 ? end : `v=spf1 include:c${at + 1}.long.test ~all`] }]))

/** What stands in DNS, from which of our addresses it is asked, and what it means. */
const SITUATIONS: [words: string, zone: Zone, finding: Finding, addresses?: SendingAddress[]][] = [
  ['an address is named', { 'a.test': { TXT: ['v=spf1 ip4:203.0.113.10 -all'] } }, 'named'],
  ['a network is named', { 'a.test': { TXT: ['v=spf1 ip4:203.0.113.0/24 -all'] } }, 'named', [MX01, MX02]],
  ['other texts stand beside the record', { 'a.test': { TXT: ['google-site-verification=x', 'v=spf1 ip4:203.0.113.10 -all', 'v=spf10 nonsense'] } }, 'named'],
  ['the record is in several pieces', { 'a.test': { TXT: [['v=spf1 ip4:203.0', '.113.10 ', '-all']] } }, 'named'],
  ['the record is too long for a datagram', { 'a.test': { TXT: [[`v=spf1 ${Array.from({ length: 12 }, (_, at) => `ip4:198.51.100.${at}`).join(' ')} `, `${Array.from({ length: 12 }, (_, at) => `ip4:192.0.2.${at}`).join(' ')} `, 'ip4:203.0.113.10 -all']] } }, 'named'],
  ['capitals are the same', { 'a.test': { TXT: ['V=SPF1 IP4:203.0.113.10 -ALL'] } }, 'named'],
  ['the host is named by its name', { 'a.test': { TXT: ['v=spf1 a:mx01.provider.test -all'] }, 'mx01.provider.test': { A: ['203.0.113.10'] } }, 'named'],
  ['its mail exchanger is named', { 'a.test': { TXT: ['v=spf1 mx -all'], MX: ['mx01.provider.test'] }, 'mx01.provider.test': { A: ['203.0.113.10'] } }, 'named'],
  ['the provider is included', { 'a.test': { TXT: ['v=spf1 include:spf.provider.test -all'] }, 'spf.provider.test': { TXT: ['v=spf1 ip4:203.0.113.0/27 -all'] } }, 'named', [MX01, MX02]],
  ['the record is another one’s', { 'a.test': { TXT: ['v=spf1 redirect=spf.provider.test'] }, 'spf.provider.test': { TXT: ['v=spf1 ip4:203.0.113.10 -all'] } }, 'named'],
  ['the record is reached over an alias', { 'a.test': { CNAME: 'b.test' }, 'b.test': { TXT: ['v=spf1 ip4:203.0.113.10 -all'] } }, 'named'],
  ['the alias leads nowhere', { 'a.test': { CNAME: 'gone.test' } }, 'no-record'],
  ['an IPv6 address is named', { 'a.test': { TXT: ['v=spf1 ip6:2001:db8::/32 -all'] } }, 'named', [SIX]],
  ['an IPv6 address is found by name', { 'a.test': { TXT: ['v=spf1 a:mx01.provider.test -all'] }, 'mx01.provider.test': { AAAA: ['2001:db8::25'] } }, 'named', [SIX]],
  ['a macro asks for the address', { 'a.test': { TXT: ['v=spf1 exists:%{ir}.ok.test -all'] }, '10.113.0.203.ok.test': { A: ['127.0.0.2'] } }, 'named'],
  ['a macro asks for the name the host says', { 'a.test': { TXT: ['v=spf1 exists:%{h}.ok.test -all'] }, 'mx01.provider.test.ok.test': { A: ['127.0.0.2'] } }, 'named'],
  ['the reverse name is the domain’s', { 'a.test': { TXT: ['v=spf1 ptr -all'] }, '10.113.0.203.in-addr.arpa': { PTR: ['out.a.test'] }, 'out.a.test': { A: ['203.0.113.10'] } }, 'named'],
  ['the reverse name does not lead back', { 'a.test': { TXT: ['v=spf1 ptr -all'] }, '10.113.0.203.in-addr.arpa': { PTR: ['out.a.test'] }, 'out.a.test': { A: ['198.51.100.1'] } }, 'not-named'],
  ['nobody of ours is named', { 'a.test': { TXT: ['v=spf1 ip4:198.51.100.1 -all'] } }, 'not-named'],
  ['nobody of ours is named, softly', { 'a.test': { TXT: ['v=spf1 ip4:198.51.100.1 ~all'] } }, 'softly-not-named'],
  ['the record says nothing of others', { 'a.test': { TXT: ['v=spf1 ip4:198.51.100.1 ?all'] } }, 'neutral'],
  ['the record has no end', { 'a.test': { TXT: ['v=spf1 ip4:198.51.100.1'] } }, 'neutral'],
  ['the domain sends no mail', { 'a.test': { TXT: ['v=spf1 -all'] } }, 'not-named'],
  ['one of two is named', { 'a.test': { TXT: ['v=spf1 ip4:203.0.113.10 -all'] } }, 'some-not-named', [MX01, MX02]],
  ['the IPv6 address is forgotten', { 'a.test': { TXT: ['v=spf1 ip4:203.0.113.10 -all'] } }, 'some-not-named', [MX01, SIX]],
  ['anyone may send', { 'a.test': { TXT: ['v=spf1 mx +all'], MX: ['x.test'] } }, 'lets-anyone'],
  ['anyone may send, without the plus', { 'a.test': { TXT: ['v=spf1 all'] } }, 'lets-anyone'],
  ['every IPv4 address may send', { 'a.test': { TXT: ['v=spf1 ip4:0.0.0.0/0 -all'] } }, 'lets-anyone'],
  ['who is included lets anyone send', { 'a.test': { TXT: ['v=spf1 include:b.test -all'] }, 'b.test': { TXT: ['v=spf1 +all'] } }, 'lets-anyone'],
  ['there are two records', { 'a.test': { TXT: ['v=spf1 ip4:203.0.113.10 -all', 'v=spf1 include:x.test ~all'] } }, 'several-records'],
  ['there is no record', { 'a.test': { TXT: ['hello'] } }, 'no-record'],
  ['there is no text at all', { 'a.test': { A: ['198.51.100.1'] } }, 'no-record'],
  ['the record is of a version that is none', { 'a.test': { TXT: ['v=spf2.0/pra ip4:203.0.113.10 -all'] } }, 'no-record'],
  ['the domain does not exist', {}, 'no-domain'],
  ['a mechanism is misspelt', { 'a.test': { TXT: ['v=spf1 ip4:203.0.113.10 inlcude:b.test -all'] } }, 'broken'],
  ['an address is cut off', { 'a.test': { TXT: ['v=spf1 ip4:203.0.113 -all'] } }, 'broken'],
  ['a macro is broken', { 'a.test': { TXT: ['v=spf1 exists:%{z}.b.test -all'] } }, 'broken'],
  ['who is included has no record', { 'a.test': { TXT: ['v=spf1 include:gone.test -all'] } }, 'broken'],
  ['two redirects', { 'a.test': { TXT: ['v=spf1 redirect=b.test redirect=c.test'] } }, 'broken'],
  ['includes go round in circles', { 'a.test': { TXT: ['v=spf1 include:b.test -all'] }, 'b.test': { TXT: ['v=spf1 include:a.test -all'] } }, 'too-many-lookups'],
  ['a redirect goes round in circles', { 'a.test': { TXT: ['v=spf1 redirect=a.test'] } }, 'too-many-lookups'],
  ['the eleventh look-up would name us', { 'a.test': { TXT: ['v=spf1 include:c0.long.test -all'] }, ...chain(11, 'v=spf1 ip4:203.0.113.10 -all') }, 'too-many-lookups'],
  ['the tenth look-up names us', { 'a.test': { TXT: ['v=spf1 include:c0.long.test -all'] }, ...chain(10, 'v=spf1 ip4:203.0.113.10 -all') }, 'named'],
  ['three names lead nowhere', { 'a.test': { TXT: ['v=spf1 a:x1.test a:x2.test a:x3.test ip4:203.0.113.10 -all'] } }, 'too-many-voids'],
  ['two names lead nowhere', { 'a.test': { TXT: ['v=spf1 a:x1.test a:x2.test ip4:203.0.113.10 -all'] } }, 'named'],
  ['its servers fail', { 'a.test': 'servfail' }, 'no-answer'],
  ['its servers refuse', { 'a.test': 'refused' }, 'no-answer'],
  ['its servers are silent', { 'a.test': 'silent' }, 'no-answer'],
  ['its servers send rubbish', { 'a.test': 'garbage' }, 'no-answer'],
  ['the resolver only says who should be asked', { 'a.test': 'referral' }, 'no-answer'],
  ['servers of who is included fail', { 'a.test': { TXT: ['v=spf1 include:b.test -all'] }, 'b.test': 'servfail' }, 'no-answer'],
  ['servers of who is included are silent', { 'a.test': { TXT: ['v=spf1 include:b.test -all'] }, 'b.test': 'silent' }, 'no-answer'],
  ['we are named before what fails', { 'a.test': { TXT: ['v=spf1 ip4:203.0.113.10 include:b.test -all'] }, 'b.test': 'servfail' }, 'named'],
  ['one is named before what fails, the other is not known', { 'a.test': { TXT: ['v=spf1 ip4:203.0.113.10 include:b.test -all'] }, 'b.test': 'servfail' }, 'no-answer', [MX01, MX02]],
  ['no address of ours is known', { 'a.test': { TXT: ['v=spf1 -all'] } }, 'no-addresses', []],
]

let zones: Map<string, Awaited<ReturnType<typeof startZone>>>
beforeAll(async () => {
  zones = new Map(await Promise.all(SITUATIONS.map(async ([words, zone]) => [words, await startZone(zone)] as const)))
})
afterAll(async () => void (await Promise.all([...zones.values()].map((zone) => zone.stop()))))

test.each(SITUATIONS)('%s', async (words, _, finding, addresses = [MX01]) => {
  const resolve = rememberAnswers((zones.get(words) as Awaited<ReturnType<typeof startZone>>).resolve)
  const [whole] = await checkSpf({ domain: 'a.test', addresses, include: null, resolve })
  expect(whole).toMatchObject({ check: 'spf', about: '', evidence: { finding } })
  // Only what is known to be right passes; what is not known never does.
  expect(whole?.state).toBe(finding === 'named' ? 'pass' : finding === 'no-answer' || finding === 'no-addresses' ? 'unknown' : 'fail')
})

const withZone = async <T>(zone: Zone, act: (zone: Awaited<ReturnType<typeof startZone>>) => Promise<T>): Promise<T> => {
  const started = await startZone(zone)
  try {
    return await act(started)
  } finally {
    await started.stop()
  }
}

test('addresses that fare alike are told once, others each with its own verdict', async () => {
  await withZone({ 'a.test': { TXT: ['v=spf1 ip4:203.0.113.10 -all'] } }, async ({ resolve }) => {
    expect(await checkSpf({ domain: 'a.test', addresses: [MX01], include: null, resolve })).toHaveLength(1)
    const found = await checkSpf({ domain: 'a.test', addresses: [MX01, MX02], include: null, resolve })
    expect(found.map(({ about, state }) => [about, state])).toEqual([['', 'fail'], [MX01.ip, 'pass'], [MX02.ip, 'fail']])
    expect(found[0]?.evidence).toMatchObject({ named: 1, addresses: 2, record: 'v=spf1 ip4:203.0.113.10 -all' })
    expect(found[0]?.cure).toBe('v=spf1 ip4:203.0.113.20 ip4:203.0.113.10 -all')
  })
})

test.each([
  ['v=spf1 mx -all', 'v=spf1 include:spf.provider.test mx -all'],
  ['v=spf1 redirect=_spf.b.test', 'v=spf1 include:spf.provider.test redirect=_spf.b.test'],
  ['v=spf1 a +all', 'v=spf1 include:spf.provider.test a ~all'],
  ['v=spf1 a ?all', 'v=spf1 include:spf.provider.test a ~all'],
])('what cures %s passes when it is published', async (record, cured) => {
  const rest: Zone = { 'spf.provider.test': { TXT: ['v=spf1 ip4:203.0.113.0/24 -all'] }, '_spf.b.test': { TXT: ['v=spf1 -all'] } }
  const include = { domain: 'spf.provider.test', namesAll: true }
  await withZone({ 'a.test': { TXT: [record] }, ...rest }, async ({ resolve }) => {
    const [whole] = await checkSpf({ domain: 'a.test', addresses: [MX01, MX02], include, resolve })
    expect(whole).toMatchObject({ state: 'fail', cure: cured })
  })
  await withZone({ 'a.test': { TXT: [cured] }, ...rest }, async ({ resolve }) => {
    expect(await checkSpf({ domain: 'a.test', addresses: [MX01, MX02], include, resolve })).toMatchObject([{ state: 'pass' }])
  })
})

test('an include that does not name all of ours is no cure', async () => {
  await withZone({ 'a.test': { TXT: ['v=spf1 -all'] } }, async ({ resolve }) => {
    const [whole] = await checkSpf({ domain: 'a.test', addresses: [MX01], include: { domain: 'spf.provider.test', namesAll: false }, resolve })
    expect(whole).toMatchObject({ cure: 'v=spf1 ip4:203.0.113.10 -all', evidence: { notes: ['provider-include-broken'] } })
  })
})

test('a record that needs more look-ups than allowed passes where we stand before them, with a note', async () => {
  await withZone({ 'a.test': { TXT: ['v=spf1 ip4:203.0.113.10 include:c0.long.test -all'] }, ...chain(12, 'v=spf1 -all') }, async ({ resolve }) => {
    const [whole] = await checkSpf({ domain: 'a.test', addresses: [MX01], include: null, resolve })
    expect(whole).toMatchObject({ state: 'pass', evidence: { notes: ['many-lookups'] } })
  })
})
