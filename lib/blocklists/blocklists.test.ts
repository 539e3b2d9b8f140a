import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BLOCKLISTS, knownBlocklist, listsToAsk } from './catalogue/catalogue.ts'
import { blocklist } from './blocklist.ts'
import { combineReadings } from './combine-readings.ts'
import { linksOf } from './list-links.ts'
import { ListFileError, readListFile } from './list-file.ts'
import { Pacer } from './pacer.ts'
import { CLEAR, unknown, type Reading } from './reading.ts'
import { codeReader } from './return-code.ts'
import { judgeSelfTest, selfTestOf } from './self-test.ts'
import { readAddress, readDomain, type Target } from './target.ts'

test('every list of the catalogue is whole, its codes can be read, its id and its zone are its own', () => {
  for (const list of BLOCKLISTS) {
    expect(blocklist.safeParse(list).error, list.id).toBeUndefined()
    expect(() => codeReader(list), list.id).not.toThrow()
  }
  expect(new Set(BLOCKLISTS.map((list) => list.id)).size).toBe(BLOCKLISTS.length)
  const zones = listsToAsk(new Set(['spamhaus-dqs', 'abusix'])).map((list) => list.zone)
  expect(new Set(zones).size).toBe(zones.length)
  expect(readdirSync(`${import.meta.dirname}/catalogue`).length).toBe(7)
})

test('a list that another one answers for is not asked beside it, nor one that is dead, secret or without its key', () => {
  const asked = listsToAsk().map((list) => list.id)
  expect(asked).toContain('spamhaus-zen')
  for (const id of ['spamhaus-sbl', 'spamhaus-css', 'sorbs', 'talos', 'abusix-combined', 'spamhaus-zrd']) expect(asked).not.toContain(id)
  expect(listsToAsk(new Set(['abusix'])).map((list) => list.id)).toContain('abusix-combined')
})

test.each([
  ['spamhaus-zen', '127.0.0.3', 'listing'], ['spamhaus-zen', '127.0.0.6', 'listing'], ['spamhaus-zen', '127.255.255.254', 'refusal'], ['spamhaus-zen', '127.0.0.1', 'refusal'],
  ['spamhaus-dbl', '127.0.1.255', 'refusal'], ['spamcop', '127.0.0.1', 'refusal'], ['efnetrbl', '127.0.0.1', 'listing'], ['senderscore-bl', '127.0.0.1', 'listing'], ['senderscore-bl', '127.0.0.24', 'listing'],
  ['hostkarma', '127.0.0.1', 'neutral'], ['hostkarma', '127.0.0.2', 'listing'], ['hostkarma', '127.0.0.77', 'undocumented'], ['mailspike-rep', '127.0.0.14', 'neutral'], ['mailspike-rep', '127.0.0.11', 'listing'],
  ['surbl', '127.0.0.72', 'listing'], ['surbl', '127.0.0.1', 'refusal'], ['uribl', '127.0.0.3', 'refusal'], ['dnswl', '127.0.5.3', 'neutral'], ['dnswl', '127.0.10.2', 'refusal'], ['dnswl', '127.0.0.255', 'refusal'],
  ['dronebl', '127.0.0.255', 'listing'], ['senderscore-rep', '127.0.4.91', 'neutral'], ['0spam', '127.0.9.0', 'listing'], ['psbl', '127.0.0.9', 'listing'], ['psbl', '203.0.113.9', 'outside'],
])('%s answering %s says %s', (id, address, is) => {
  expect(codeReader(knownBlocklist(id) as NonNullable<ReturnType<typeof knownBlocklist>>)(address).is).toBe(is)
})

test('no answer of 127.255.255.x, and none outside 127/8, is ever a listing', () => {
  const octet = fc.nat(255)
  fc.assert(fc.property(fc.constantFrom(...BLOCKLISTS), octet, octet, octet, octet, (list, ...octets) => {
    const is = codeReader(list)(octets.join('.')).is
    if (octets[0] !== 127 || (octets[1] === 255 && octets[2] === 255)) expect(is).not.toBe('listing')
    expect(codeReader(list)(`127.255.255.${octets[3]}`).is).toBe('refusal')
  }))
})

test.each([
  ['192.0.2.1', '1.2.0.192'], ['2001:DB8::1', '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2'], ['::ffff:192.0.2.1', '1.2.0.192'],
])('the address %s is asked as %s', (text, query) => {
  expect(readAddress(text)?.query).toBe(query)
})

test.each(['192.0.2', '192.0.2.256', '192.0.2.01', '1.2.3.4.5', '::g', 'fe80::1%eth0', '', '1:2:3', '[::1]', '2130706433'])('%j is no address', (text) => {
  expect(readAddress(text)).toBeUndefined()
})

test('every IPv4 address is asked with its octets the other way round', () => {
  fc.assert(fc.property(fc.ipV4(), (text) => {
    expect(readAddress(text)?.query.split('.').toReversed().join('.')).toBe(text)
  }))
})

test('every IPv6 address becomes 32 nibbles that are the address again', () => {
  fc.assert(fc.property(fc.ipV6(), (text) => {
    const target = readAddress(text) as Target
    if (target.kind === 'ip4') return
    const nibbles = target.query.split('.')
    expect(nibbles).toHaveLength(32)
    expect(readAddress(nibbles.toReversed().join('').replace(/(.{4})(?=.)/g, '$1:'))).toEqual(target)
  }))
})

test.each([['Müller.example', 'xn--mller-kva.example'], ['MX.Example.', 'mx.example'], ['_dmarc.a.example', '_dmarc.a.example']])('the domain %s is %s', (text, name) => {
  expect(readDomain(text)?.name).toBe(name)
})

test.each(['a b.example', 'a..example', 'http://a.example', 'a@b.example', '192.0.2.1', '', '-', '1.2', `${'a'.repeat(64)}.example`].filter((text) => text !== '-'))('%j is no domain', (text) => {
  expect(readDomain(text)).toBeUndefined()
})

const listed: Reading = { state: 'listed', codes: ['127.0.0.2'], meaning: 'x', reason: null }

test('several resolvers say listed only together, and never clear against a listing', () => {
  const reading = fc.constantFrom<Reading>(listed, CLEAR, unknown('silent'))
  fc.assert(fc.property(fc.array(reading, { minLength: 1, maxLength: 4 }), (readings) => {
    const { state } = combineReadings(readings)
    const states = readings.map((each) => each.state)
    expect(state === 'listed').toBe(states.every((each) => each === 'listed'))
    if (state === 'clear') expect(states).not.toContain('listed')
    if (states.every((each) => each === 'unknown')) expect(state).toBe('unknown')
  }))
})

test('a self-test believes a list only when it knows its point and neither of the others', () => {
  expect(judgeSelfTest(listed, [CLEAR, CLEAR])).toBeNull()
  expect(judgeSelfTest(listed, [listed, listed])?.reason).toBe('lists-the-world')
  expect(judgeSelfTest(listed, [CLEAR, listed])?.reason).toBe('lists-the-world')
  expect(judgeSelfTest(CLEAR, [CLEAR, CLEAR])?.reason).toBe('dead')
  expect(judgeSelfTest(CLEAR, [listed, CLEAR])?.reason).toBe('lists-the-world')
  expect(judgeSelfTest(unknown('refused'), [CLEAR, CLEAR])?.reason).toBe('refused')
  expect(judgeSelfTest(listed, [CLEAR, unknown('silent')])?.reason).toBe('silent')
})

test('nobody owns what a self-test asks by chance', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (random) => {
    expect(Number(selfTestOf({}, 'ip4', random).clear[1].split('.')[3])).toBeGreaterThanOrEqual(240)
    expect(selfTestOf({}, 'ip6', random).clear[1]).toMatch(/^([0-9a-f]\.){31}5$/)
    expect(selfTestOf({}, 'domain', random).clear[1]).toMatch(/^rw-[0-9a-f]{12}\.invalid$/)
  }))
  expect(selfTestOf({ testPoints: { listed: 'test.surbl.org' } }, 'domain', new Uint8Array(16)).listed).toBe('test.surbl.org')
})

test('links have the target in place, and no list makes one that is no web address', () => {
  const list = knownBlocklist('spamhaus-zen') as NonNullable<ReturnType<typeof knownBlocklist>>
  expect(linksOf(list, { name: '2001:db8::1' })).toEqual({ lookup: 'https://check.spamhaus.org/listed/?searchterm=2001%3Adb8%3A%3A1', delisting: 'https://check.spamhaus.org/' })
  expect(linksOf({ lookup: 'javascript:alert({ip})', delisting: { way: 'mail', url: 'link inside the record', expiresAfterHours: null, note: '' } }, { name: 'x' })).toEqual({ lookup: null, delisting: null })
})

test('a file of lists: plain zones, entries, an object of entries', () => {
  expect(readListFile('# ours\nbl.test  # main\n\nother.test\n').lists.map(({ id, zone, kinds }) => ({ id, zone, kinds }))).toEqual([
    { id: 'bl.test', zone: 'bl.test', kinds: ['ip4', 'ip6', 'domain'] }, { id: 'other.test', zone: 'other.test', kinds: ['ip4', 'ip6', 'domain'] },
  ])
  const text = JSON.stringify({ lists: [{ id: 'a', zone: 'zen.test (127.0.0.3)', kind: ['ip4'], component: true, limits: { volume: 'under 100000/day and 5/s' }, test_points: { positive: 'test.zen.test' } }, 'b.test', { id: 'd', zone: '*.gone.test (18 zones)', status: 'dead' }] })
  expect(readListFile(text).lists).toMatchObject([{ zone: 'zen.test', isComponent: true, limits: { perSecond: 5, perDay: 100_000 } }, { id: 'b.test' }, { status: 'dead' }])
})

test.each([['nothing', ' \n'], ['broken JSON', '[{'], ['a zone that is none', '{"zone":"a b"}'], ['two of one name', 'a.test\na.test'], ['a code that is none', '{"zone":"a.test","return_codes":[{"match":"127.0.0","listing":true}]}'], ['an unknown kind', '{"zone":"a.test","kind":["mx"]}']])('a file of lists with %s is refused', (_what, text) => {
  expect(() => readListFile(text)).toThrow(ListFileError)
})

test('a key in a zone of a file is taken out of it', () => {
  const { lists, keys } = readListFile('S3CRET.zen.dq.spamhaus.net\n')
  expect(JSON.stringify(lists)).not.toContain('S3CRET')
  expect([...keys.values()]).toEqual(['s3cret'])
})

test('a pacer spaces questions evenly, for all lists of an operator together, and ends the day at its limit', () => {
  const pacer = new Pacer()
  const one = { family: 'sem', limits: { perSecond: 5, perDay: 3, publicResolvers: '', registration: '', volume: '' } }
  expect([pacer.take(one, 1000), pacer.take({ ...one }, 1000)]).toEqual([0, 240])
  expect([pacer.take(one, 1240), pacer.take(one, 1480), pacer.take(one, 1720)]).toEqual([0, 0, Infinity])
  expect(pacer.take(one, 1720 + 26 * 3_600_000)).toBe(0)
  expect(pacer.take({ family: 'x', limits: { publicResolvers: '', registration: '', volume: '' } }, 1)).toBe(0)
})
