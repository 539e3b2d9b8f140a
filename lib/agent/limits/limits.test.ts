import { expect, test } from 'vitest'
import type { Limits, LimitName } from '../../protocol/limits.ts'
import { chooseLimits } from './choose-limits.ts'
import { habitRecipients } from './count-hours.ts'
import { addToWindow, burstBegan, emptyWindow, restoreBucket, slideWindow } from './count-window.ts'
import { crossedLimit, type CountedFigures } from './crossed-limit.ts'
import { emptyExcerpts, keepExcerpt, listExcerpts } from './keep-excerpts.ts'
import { nameNetwork } from './name-network.ts'

const limits: Limits = {
  windowSeconds: 600, undeliverableMax: 100, recipientsMax: 300, habitFactor: 10, unknownMax: 50, unknownShareMin: 0.3, networksMax: 20, messagesMax: null,
}
const quiet: CountedFigures = {
  messages: 5, recipients: 5, temporaryFailures: 0, permanentFailures: 0, unknownRecipients: 0, networks: 1, undeliverableInQueue: 0, habitRecipients: 2, attempts: 5,
}

test.each<[string, Partial<CountedFigures>, Partial<Limits>, LimitName | null]>([
  ['an ordinary day', {}, {}, null],
  ['99 of his mails undeliverable', { undeliverableInQueue: 99 }, {}, null],
  ['100 of his mails undeliverable', { undeliverableInQueue: 100 }, {}, 'undeliverable'],
  ['299 recipients', { recipients: 299 }, {}, null],
  ['300 recipients of one who usually has 2', { recipients: 300 }, {}, 'recipients'],
  ['300 recipients of one who usually has 100', { recipients: 300, habitRecipients: 100 }, {}, null],
  ['1,000 recipients of one who usually has 100', { recipients: 1000, habitRecipients: 100 }, {}, 'recipients'],
  ['300 recipients of one too young to have a habit', { recipients: 300, habitRecipients: null }, {}, 'recipients'],
  ['50 unknown recipients in 100 attempts', { unknownRecipients: 50, attempts: 100 }, {}, 'unknown'],
  ['50 unknown recipients in 200 attempts', { unknownRecipients: 50, attempts: 200 }, {}, null],
  ['20 client networks', { networks: 20 }, {}, 'networks'],
  ['10 messages under tight limits', { messages: 10 }, { messagesMax: 10 }, 'messages'],
  ['anything with its limit switched off', { undeliverableInQueue: 1e6 }, { undeliverableMax: null }, null],
])('%s', (_what, figures, changed, expected) => {
  expect(crossedLimit({ ...limits, ...changed }, { ...quiet, ...figures })?.limit ?? null).toBe(expected)
})

test('a window forgets what is older than its length, also the networks', () => {
  const window = emptyWindow()
  const start = Date.parse('2026-11-24T10:00:00Z')
  addToWindow(window, start, { messages: 1, recipients: 3 }, '192.0.2.0/24')
  addToWindow(window, start + 300_000, { messages: 1, recipients: 4 }, '198.51.100.0/24')
  slideWindow(window, start + 599_000, 600)
  expect(window.total).toMatchObject({ messages: 2, recipients: 7 })
  slideWindow(window, start + 600_000, 600)
  expect(window.total).toMatchObject({ messages: 1, recipients: 4 })
  expect([...window.networks.keys()]).toEqual(['198.51.100.0/24'])
  expect(burstBegan(window)).toBe(start + 300_000)
  slideWindow(window, start + 3_600_000, 600)
  expect(window.total.messages).toBe(0)
})

test('a clock that was set back does not hide a burst', () => {
  const window = emptyWindow()
  const start = Date.parse('2026-11-24T10:00:00Z')
  addToWindow(window, start, { messages: 1 }, null)
  addToWindow(window, start - 3_600_000, { messages: 1 }, null)
  slideWindow(window, start + 10_000, 600)
  expect(window.total.messages).toBe(2)
})

test('a window read back from the journal counts as before', () => {
  const window = emptyWindow()
  const start = Date.parse('2026-11-24T10:00:00Z')
  for (let n = 0; n < 50; n += 1) addToWindow(window, start + n * 7000, { messages: 1, attempts: 2 }, `192.0.${n % 7}.0/24`)
  const restored = emptyWindow()
  for (const bucket of window.buckets) restoreBucket(restored, bucket)
  expect(restored).toEqual(window)
})

test('the most exact limits win, and a null falls back', () => {
  const [one, domain, all] = [1, 2, 3].map((networksMax) => ({ ...limits, networksMax })) as [Limits, Limits, Limits]
  const byKey = new Map<string, Limits | null>([['a@x.example', one], ['b@x.example', null], ['@x.example', domain], ['*', all]])
  expect(chooseLimits('a@x.example', byKey)).toBe(one)
  expect(chooseLimits('b@x.example', byKey)).toBe(domain)
  expect(chooseLimits('c@y.example', byKey)).toBe(all)
  expect(chooseLimits('login', byKey)).toBe(all)
  expect(chooseLimits('login', new Map())).toBeNull()
})

test('habit is spread over the days known, and unknown for the first three', () => {
  const at = new Date('2026-11-24T10:00:00Z')
  const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000).toISOString()
  expect(habitRecipients({ recipients: 1440, firstHour: daysAgo(10) }, at, 600)).toBeCloseTo(1)
  expect(habitRecipients({ recipients: 4032, firstHour: daysAgo(28) }, at, 600)).toBeCloseTo(1)
  expect(habitRecipients({ recipients: 4032, firstHour: daysAgo(2) }, at, 600)).toBeNull()
  expect(habitRecipients({ recipients: 0, firstHour: null }, at, 600)).toBeNull()
})

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2::5', '2001:db8:1::/48'],
  ['2001:DB8::5', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['unknown', null],
])('the client %s counts under %s', (ip, network) => {
  expect(nameNetwork(ip)).toBe(network)
})

test('excerpts stay few and short whatever an account sends', () => {
  const excerpts = emptyExcerpts()
  for (let n = 0; n < 10_000; n += 1) {
    keepExcerpt(excerpts, 'accepted', `accepted ${n} ${'x'.repeat(5000)}`)
    keepExcerpt(excerpts, 'sized', `sized ${n}`)
    keepExcerpt(excerpts, 'failed', `failed ${n}`)
  }
  const kept = listExcerpts(excerpts)
  expect(kept[0]).toMatch(/^accepted 0 /)
  expect(kept).toContain('sized 9999')
  expect(kept.at(-1)).toBe('failed 9999')
  expect(kept.length).toBeLessThanOrEqual(10)
  expect(Math.max(...kept.map((line) => line.length))).toBe(1000)
})
