import { expect, test } from 'vitest'
import { address, reply, texts, wireName, questionOf } from '../dns/dns-server-for-tests.ts'
import { TYPE } from '../dns/write-query.ts'
import { absent, afterLosing, alias, all, DOMAIN, goodList, IP, IP6, listed, rcode, silent, sweepZoo, truncated, ZONE, type Behaviour } from './zoo-for-tests.ts'

/** Name of the case, behaviour of each resolver, what is found, and what else it needs. */
type Case = [name: string, servers: Behaviour[], found: string, more?: { target?: string; entry?: Record<string, unknown>; withTcp?: boolean }]

const WHITE = [{ match: '127.0.0.1', meaning: 'white', listing: false }, { match: '127.0.0.2', meaning: 'black', listing: true }]
const BITS = [{ match: 'bit 2', meaning: 'black', listing: true }, { match: 'bit 8', meaning: 'red', listing: true }, { match: '127.0.0.1', meaning: 'query refused', listing: false }]
const OTHER_ID: Behaviour = ({ query, send }) => send(Buffer.concat([Buffer.from([(query[0] as number) ^ 255, query[1] as number]), reply(query, { answers: [{ data: address('127.0.0.2') }] }).subarray(2)]))
const OTHER_QUESTION: Behaviour = ({ query, send }) => {
  const other = Buffer.from(query)
  other[13] = (other[13] as number) ^ 1
  send(reply(other, { answers: [{ data: address('127.0.0.2') }] }))
}
const SHOUT: Behaviour = (asked) => listed()({ ...asked, send: (message) => asked.send(shouted(message)) })
const SHOUT_NO: Behaviour = (asked) => absent({ ...asked, send: (message) => asked.send(shouted(message)) })
const elsewhere = (behaviour: Behaviour): Behaviour => (asked) => behaviour({ ...asked, send: asked.sendFromElsewhere })
const late = (behaviour: Behaviour): Behaviour => (asked) => behaviour({ ...asked, send: (message) => asked.send(message, 2_600) })
const raw = (tail: number[], answers = 1): Behaviour => ({ query, send }) => {
  const message = Buffer.concat([reply(query), Buffer.from(tail)])
  message.writeUInt16BE(answers, 6)
  send(message)
}
const record = (name: number[], type: number, data: number[]) => [...name, 0, type, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 255, ...data]
const soa: Behaviour = ({ query, send }) => send(reply(query, { authorities: [{ name: ZONE, type: TYPE.SOA, data: Buffer.alloc(22) }] }))
const referral: Behaviour = ({ query, send }) => send(reply(query, { flags: 0x8100, authorities: [{ name: 'test', type: TYPE.NS, data: wireName('a.root.example') }] }))

const GOOD: Case[] = [
  ['a listed IPv4 address', [goodList(listed())], 'listed'],
  ['an IPv4 address that is not there', [goodList(absent)], 'clear'],
  ['a listed IPv6 address', [goodList(listed())], 'listed', { target: IP6 }],
  ['an IPv6 address that is not there', [goodList(absent)], 'clear', { target: IP6 }],
  ['a listed domain', [goodList(listed())], 'listed', { target: DOMAIN }],
  ['a domain that is not there', [goodList(absent)], 'clear', { target: DOMAIN }],
  ['an international domain', [goodList(listed())], 'listed', { target: 'Müller.example' }],
  ['several codes', [goodList(listed('127.0.0.4', '127.0.0.2'))], 'listed'],
  ['names in capitals, listed', [goodList(SHOUT)], 'listed'],
  ['names in capitals, not there', [goodList(SHOUT_NO)], 'clear'],
  ['an alias that leads to a listing', [goodList(alias('real.list.test', '127.0.0.2'))], 'listed'],
  ['no address, and the SOA as proof', [goodList(soa)], 'clear'],
  ['127.0.0.1 where the list says it is a listing', [goodList(listed('127.0.0.1'))], 'listed', { entry: { return_codes: [{ match: '127.0.0.1', meaning: 'proxy', listing: true }] } }],
  ['a code that means white', [goodList(listed('127.0.0.1'))], 'clear', { entry: { return_codes: WHITE } }],
  ['a bit list', [goodList(listed('127.0.0.10'))], 'listed', { entry: { return_codes: BITS, bitmask: true } }],
  ['a code of a sibling in the same zone', [goodList(listed('127.0.0.4'))], 'clear', { entry: { component: true, return_codes: [{ match: '127.0.0.3', meaning: 'css', listing: true }] } }],
  ['truncated, by TCP listed', [goodList(truncated(listed()))], 'listed'],
  ['truncated, by TCP not there', [goodList(truncated(absent))], 'clear'],
  ['the first datagram lost, listed', [goodList(afterLosing(1, listed()))], 'listed'],
  ['the first two lost, not there', [goodList(afterLosing(2, absent))], 'clear'],
  ['wrong id first, then the truth', [goodList(all(OTHER_ID, absent))], 'clear'],
  ['a forged listing from another port, then the truth', [goodList(all(elsewhere(listed()), absent))], 'clear'],
  ['a forged "no" from another port, then the truth', [goodList(all(elsewhere(absent), listed()))], 'listed'],
  ['an answer to another question, then the truth', [goodList(all(OTHER_QUESTION, absent))], 'clear'],
  ['rubbish first, then the truth', [goodList(all(({ send }) => send(Buffer.alloc(30, 255)), raw([0xc0, 12, 0]), listed()))], 'listed'],
  ['the same answer twice', [goodList(all(absent, absent))], 'clear'],
  ['two resolvers that agree: listed', [goodList(listed()), goodList(listed())], 'listed'],
  ['two resolvers that agree: not there', [goodList(absent), goodList(absent)], 'clear'],
  ['not there, and the other resolver silent', [goodList(absent), silent], 'clear'],
  ['a resolver that refuses names of nowhere', [goodList(listed(), { nowhere: rcode(5) })], 'listed'],
]

const HOSTILE: Case[] = [
  ['a list of the world, IPv4', [goodList(listed(), { others: listed() })], 'lists-the-world'],
  ['a list of the world, IPv6', [goodList(listed(), { others: listed() })], 'lists-the-world', { target: IP6 }],
  ['a list of the world, domains', [goodList(listed(), { others: listed() })], 'lists-the-world', { target: DOMAIN }],
  ['a list of the world that knows the test points', [goodList(listed(), { others: (asked) => (asked.name.startsWith('1.0.0.127.') ? absent : listed())(asked) })], 'lists-the-world'],
  ['a dead list: no names', [absent], 'dead'],
  ['a dead list: no addresses', [rcode(0)], 'dead'],
  ['an empty list that knows the target alone', [(asked) => (asked.name.startsWith('77.') ? listed() : absent)(asked)], 'dead'],
  ['the wrong way round', [(asked) => (asked.name.startsWith('2.0.0.127') ? absent : listed())(asked)], 'resolver-invents'],
  ['a parked domain', [(asked) => (asked.name.endsWith(ZONE) ? listed('203.0.113.9') : absent)(asked)], 'outside-127'],
  ['a mistyped zone (127.255.255.252)', [goodList(listed('127.255.255.252'))], 'administrative'],
  ['a public resolver (127.255.255.254)', [goodList(listed('127.255.255.254'))], 'administrative'],
  ['too many queries (127.255.255.255)', [goodList(listed('127.255.255.255'))], 'administrative'],
  ['an administrative code to every question', [(asked) => (asked.name.endsWith(ZONE) ? listed('127.255.255.254') : absent)(asked)], 'administrative'],
  ['an administrative code that the file calls a listing', [goodList(listed('127.255.255.254'))], 'administrative', { entry: { return_codes: [{ match: '127.255.255.254', meaning: 'x', listing: true }] } }],
  ['127.0.0.1 that nobody documents', [goodList(listed('127.0.0.1'))], 'administrative'],
  ['127.0.0.1 documented as a refusal', [goodList(listed('127.0.0.1'))], 'administrative', { entry: { return_codes: BITS, bitmask: true } }],
  ['the bit of refusal beside others', [goodList(listed('127.0.0.3'))], 'administrative', { entry: { return_codes: BITS, bitmask: true } }],
  ['an undocumented code where some codes are good', [goodList(listed('127.0.0.9'))], 'undocumented-code', { entry: { return_codes: WHITE } }],
  ['a listing and an administrative code at once', [goodList(listed('127.0.0.2', '127.255.255.255'))], 'administrative'],
  ['a listing and an address outside at once', [goodList(listed('127.0.0.2', '198.51.100.1'))], 'outside-127'],
  ['an address outside 127/8', [goodList(listed('198.51.100.1'))], 'outside-127'],
  ['128.0.0.2', [goodList(listed('128.0.0.2'))], 'outside-127'],
  ['SERVFAIL for the target', [goodList(rcode(2))], 'servfail'],
  ['SERVFAIL for everything', [rcode(2)], 'servfail'],
  ['REFUSED for the target', [goodList(rcode(5))], 'refused'],
  ['REFUSED for everything', [rcode(5)], 'refused'],
  ['NOTIMP', [goodList(rcode(4))], 'other-error'],
  ['SERVFAIL in a header alone', [goodList(({ query, send }) => send(Buffer.from([query[0] as number, query[1] as number, 0x81, 0x82, 0, 0, 0, 0, 0, 0, 0, 0])))], 'servfail'],
  ['NXDOMAIN in a header alone', [goodList(({ query, send }) => send(Buffer.from([query[0] as number, query[1] as number, 0x81, 0x83, 0, 0, 0, 0, 0, 0, 0, 0])))], 'silent'],
  ['NXDOMAIN with an address', [goodList(({ query, send }) => send(reply(query, { rcode: 3, answers: [{ data: address('127.0.0.2') }] })))], 'contradiction'],
  ['silence for everything', [silent], 'silent'],
  ['silence for the target', [goodList(silent)], 'silent'],
  ['a wrong id only', [goodList(OTHER_ID)], 'silent'],
  ['a forged listing only', [goodList(elsewhere(listed()))], 'silent'],
  ['a forged "no" only', [goodList(elsewhere(absent))], 'silent'],
  ['answers to other questions only', [goodList(OTHER_QUESTION)], 'silent'],
  ['the query thrown back', [goodList(({ query, send }) => send(query))], 'silent'],
  ['a late listing', [goodList(late(listed()))], 'silent'],
  ['a late "no"', [goodList(late(absent))], 'silent'],
  ['a name that points at itself', [goodList(({ query, send }) => raw(record([0xc0, query.length], 1, [127, 0, 0, 2]))({ query, send } as never))], 'malformed'],
  ['two names that point at each other', [goodList(({ query, send }) => raw([0xc0, query.length + 2, 0xc0, query.length, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 2])({ query, send } as never))], 'malformed'],
  ['a pointer behind the end', [goodList(raw(record([0xff, 0xff], 1, [127, 0, 0, 2])))], 'malformed'],
  ['a label of a kind that there is not', [goodList(raw(record([0x80, 1], 1, [127, 0, 0, 2])))], 'malformed'],
  ['a record that is cut off', [goodList(raw([0xc0, 12, 0, 1, 0, 1]))], 'malformed'],
  ['more records told than sent', [goodList(raw(record([0xc0, 12], 1, [127, 0, 0, 2]), 500))], 'malformed'],
  ['an address of three octets', [goodList(raw(record([0xc0, 12], 1, [127, 0, 2])))], 'malformed'],
  ['an address of another name', [goodList(({ query, send }) => send(reply(query, { answers: [{ name: 'other.test', data: address('127.0.0.2') }] })))], 'foreign-answer'],
  ['an IPv6 address alone', [goodList(raw(record([0xc0, 12], 28, Array(16).fill(0))))], 'foreign-answer'],
  ['an address of class CHAOS', [goodList(({ query, send }) => send(reply(query, { answers: [{ data: address('127.0.0.2'), class: 3 }] })))], 'foreign-answer'],
  ['an alias that leads nowhere', [goodList(alias('gone.test'))], 'foreign-answer'],
  ['aliases in a circle', [goodList(({ query, send, name }) => send(reply(query, { answers: [{ type: TYPE.CNAME, data: wireName('b.test') }, { name: 'b.test', type: TYPE.CNAME, data: wireName(name) }] })))], 'foreign-answer'],
  ['an alias to a parking page', [goodList(alias('park.test', '203.0.113.1'))], 'outside-127'],
  ['others named to ask', [goodList(referral)], 'referral'],
  ['truncated, and no TCP', [goodList(truncated(silent))], 'tcp', { withTcp: false }],
  ['truncated, and TCP hangs up', [goodList(truncated(({ hangUp }) => hangUp()))], 'tcp'],
  ['truncated, and TCP says nothing', [goodList(truncated(silent))], 'tcp'],
  ['truncated with the listing in it, and TCP hangs up', [goodList((asked) => asked.by === 'tcp' ? asked.hangUp() : asked.send(reply(asked.query, { flags: 0x8380, answers: [{ data: address('127.0.0.2') }] })))], 'tcp'],
  ['truncated, and TCP answers another question', [goodList(truncated(OTHER_QUESTION))], 'tcp'],
  ['a resolver that invents answers', [goodList(listed(), { nowhere: listed() })], 'resolver-invents'],
  ['a resolver that invents answers under .example only', [goodList(listed(), { nowhere: (asked) => (asked.name.endsWith('.example') ? listed('198.51.100.1') : absent)(asked) })], 'resolver-invents'],
  ['a resolver that turns every "no" into its search page', [goodList(listed(), { others: listed('198.51.100.1') })], 'outside-127'],
  ['two resolvers: listed and not there', [goodList(listed()), goodList(absent)], 'resolvers-disagree'],
  ['two resolvers: not there and listed', [goodList(absent), goodList(listed())], 'resolvers-disagree'],
  ['listed, and the other resolver silent', [goodList(listed()), silent], 'not-confirmed'],
  ['listed, and the other resolver cannot find out', [goodList(listed()), goodList(rcode(2))], 'not-confirmed'],
  ['listed, and for the other resolver the list is dead', [goodList(listed()), absent], 'not-confirmed'],
  ['listed, and the other resolver invents answers', [goodList(listed()), goodList(listed(), { nowhere: listed() })], 'not-confirmed'],
]

test.concurrent.each(GOOD)('%s', async (_name, servers, found, more = {}) => {
  const { checks } = await sweepZoo(servers, more.target ?? IP, more.entry, more)
  expect(checks.map((check) => check.state)).toEqual([found])
})

test.concurrent.each(HOSTILE)('%s: nothing is known', async (_name, servers, reason, more = {}) => {
  const { checks } = await sweepZoo(servers, more.target ?? IP, more.entry, more)
  expect(checks.map((check) => [check.state, check.reason])).toEqual([['unknown', reason]])
})

test.concurrent('both answers stand as evidence of a disagreement', async () => {
  const { checks } = await sweepZoo([goodList(listed('127.0.0.4')), goodList(absent)])
  expect(checks[0]?.evidence.map(({ state, codes }) => ({ state, codes }))).toEqual([{ state: 'listed', codes: ['127.0.0.4'] }, { state: 'clear', codes: [] }])
})

test.concurrent('the text of a listing is told, without control characters; without one the listing stands', async () => {
  const told = (behaviour: Behaviour) => goodList((asked) => (asked.type === TYPE.TXT ? behaviour(asked) : listed()(asked)))
  const words: Behaviour = ({ query, send }) => send(reply(query, { answers: [{ type: TYPE.TXT, data: texts('spam at \x1b[31m', '14:00') }] }))
  expect((await sweepZoo([told(words)])).checks[0]).toMatchObject({ state: 'listed', text: 'spam at  [31m14:00' })
  expect((await sweepZoo([told(silent)])).checks[0]).toMatchObject({ state: 'listed', text: null })
})

test.concurrent.each([
  ['a dead list', { status: 'dead' }, 'closed'],
  ['a list without public DNS', { status: 'no-public-dns' }, 'unpublished'],
  ['a list whose key is missing', { zone: `{key}.${ZONE}` }, 'no-key'],
])('%s is never asked', async (_name, entry, reason) => {
  const { checks, servers } = await sweepZoo([goodList(listed())], IP, entry)
  expect(checks).toMatchObject([{ state: 'unknown', reason }])
  expect(servers[0]?.asked.filter(({ name }) => name.endsWith(ZONE))).toEqual([])
})

test.concurrent('a name that would be too long is not asked', async () => {
  const { checks } = await sweepZoo([goodList(absent)], `${'a'.repeat(61)}.`.repeat(4).slice(0, -1))
  expect(checks).toMatchObject([{ state: 'unknown', reason: 'name-too-long' }])
})

test.concurrent('with one look before the other, the second resolver is asked about listings alone', async () => {
  const calm = await sweepZoo([goodList(absent), goodList(absent)], IP, {}, { askOthers: 'listed' })
  expect(calm.checks[0]).toMatchObject({ state: 'clear', evidence: [{ state: 'clear' }] })
  expect(calm.servers[1]?.asked.some(({ name }) => name.startsWith('77.'))).toBe(false)
  const alarm = await sweepZoo([goodList(listed()), goodList(absent)], IP, {}, { askOthers: 'listed' })
  expect(alarm.checks[0]).toMatchObject({ state: 'unknown', reason: 'resolvers-disagree' })
})

test('there are enough animals in the zoo', () => {
  expect(GOOD.length + HOSTILE.length).toBeGreaterThanOrEqual(60)
})

/** Letters of the question in capitals, as some servers and resolvers write them. */
function shouted(message: Buffer): Buffer {
  const copy = Buffer.from(message)
  const { length } = questionOf(copy)
  for (let at = 12; at < 12 + length - 4; at++) if ((copy[at] as number) >= 97 && (copy[at] as number) <= 122) copy[at] = (copy[at] as number) - 32
  return copy
}
