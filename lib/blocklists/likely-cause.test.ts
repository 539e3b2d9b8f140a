import { expect, test } from 'vitest'
import { knownBlocklist } from './catalogue/catalogue.ts'
import type { Blocklist } from './blocklist.ts'
import { evidenceTimeOf, isAboutBackscatter, rankCauses, type Trace } from './likely-cause.ts'
import { namesInReplies } from './listing-cost.ts'

const AT = new Date('2026-11-24T06:40:00Z')
const hours = (before: number) => new Date(AT.getTime() - before * 3_600_000)
const SPAN = { from: hours(48), to: hours(-1) }
const NO = { isBackscatter: false }
const locked = (account: string, before: number): Trace => ({ kind: 'locked', account, at: hours(before), origin: 'agent', messages: 1312 })
const sent = (account: string, messages: number, usually: number): Trace => ({ kind: 'sent-much', account, ...SPAN, messages, usually })
const unknown = (account: string, recipients: number, count: number): Trace => ({ kind: 'unknown-recipients', account, ...SPAN, recipients, unknown: count })
const check: Trace = { kind: 'check-fails', account: null, check: 'refuses-unknown-recipient', place: '198.51.100.13:25', since: hours(100), evidence: '250 ok', cure: null }

test('an account that was locked shortly before, sent much more than usual and to many who are not there stands out', () => {
  const found = rankCauses([locked('a@x.example', 3), sent('a@x.example', 1400, 20), unknown('a@x.example', 1400, 700), sent('b@x.example', 300, 280)], AT, NO)
  expect(found).toMatchObject({ verdict: 'one', suspects: [{ account: 'a@x.example' }] })
  expect(found.suspects[0]?.reasons.map(({ kind }) => kind)).toEqual(['locked', 'sent-much', 'unknown-recipients'])
})

test('two accounts of the same weight are told as two', () => {
  expect(rankCauses([locked('a@x.example', 3), locked('b@x.example', 5)], AT, NO)).toMatchObject({ verdict: 'several', suspects: [{ account: 'a@x.example' }, { account: 'b@x.example' }] })
})

test.each([
  ['nothing happened', []],
  ['a newsletter as always', [sent('news@x.example', 5_000, 5_000)]],
  ['a lock long before', [locked('a@x.example', 47)]],
  ['a lock long after', [locked('a@x.example', -3)]],
  ['a few mails of somebody who never sends', [sent('a@x.example', 60, 0), unknown('a@x.example', 60, 5)]],
] satisfies [string, Trace[]][])('nobody stands out: %s', (_, traces) => {
  expect(rankCauses(traces, AT, NO)).toEqual({ verdict: 'nobody', suspects: [] })
})

test('a host that takes unknown recipients explains a listing for bounces rather than a busy account does', () => {
  const traces = [check, sent('a@x.example', 900, 200)]
  expect(rankCauses(traces, AT, { isBackscatter: true })).toMatchObject({ verdict: 'one', suspects: [{ account: null }, { account: 'a@x.example' }] })
  expect(rankCauses(traces, AT, NO)).toMatchObject({ verdict: 'several' })
  expect(rankCauses([{ ...check, since: hours(-10) }], AT, { isBackscatter: true })).toMatchObject({ verdict: 'nobody' })
})

test.each([
  ['Blocked - see https://www.spamcop.net/bl.shtml?198.51.100.13', AT.toISOString(), false],
  ['last seen 2026-11-24 03:12:00 UTC in a trap', '2026-11-24T03:12:00.000Z', true],
  ['2026-11-23T22:10+01:00', '2026-11-23T21:10:00.000Z', true],
  ['Received: Tue, 24 Nov 2026 04:00:00 +0100', '2026-11-24T03:00:00.000Z', true],
  ['reason: bot, time: 1795483200', '2026-11-24T01:20:00.000Z', true],
  ['expires 2026-12-01 00:00', AT.toISOString(), false],
  ['first 2026-11-20 01:00, last 2026-11-24 05:00', '2026-11-24T05:00:00.000Z', true],
  ['no time since 2014-01-01 00:00', AT.toISOString(), false],
])('the time of the evidence in: %s', (text, at, isTold) => {
  expect(evidenceTimeOf(text, AT)).toEqual({ at: new Date(at), isTold })
})

test('what is about bounces is told by the list or by its words', () => {
  const silent = { meaning: null, text: null }
  expect(isAboutBackscatter(knownBlocklist('backscatterer') as Blocklist, silent)).toBe(true)
  expect(isAboutBackscatter(knownBlocklist('spamcop') as Blocklist, silent)).toBe(false)
  expect(isAboutBackscatter(knownBlocklist('spamcop') as Blocklist, { meaning: 'listed', text: 'sends misdirected bounces' })).toBe(true)
})

test('replies name a list by its zone, its domain or its operator', () => {
  expect(namesInReplies(knownBlocklist('spamcop') as Blocklist)).toEqual(expect.arrayContaining(['bl.spamcop.net', 'spamcop.net', 'spamcop']))
  expect(namesInReplies(knownBlocklist('barracuda') as Blocklist)).not.toContain('barracuda')
  expect(namesInReplies(knownBlocklist('abusix-combined') as Blocklist).join(' ')).not.toContain('{key}')
})
