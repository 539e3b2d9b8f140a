import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ask } from './tracing-for-tests.ts'

const HOURS = 11
const LINES_OF_OTHERS = 70_000
const clockOf = (second: number) => new Date(Date.UTC(2026, 10, 24, 0, 0, second)).toISOString().slice(0, 19)
const line = (second: number, text: string) => ({ second, text: `${clockOf(second)}+00:00 vm postfix/${text}\n` })
const STRANGERS = Array.from({ length: LINES_OF_OTHERS }, (_, n) => line(Math.floor((n * HOURS * 3600) / LINES_OF_OTHERS), `smtpd[9]: NOQUEUE: reject: RCPT from unknown[198.51.100.${n % 250}]: 554 5.7.1 Service unavailable; from=<s${n}@spam.example> to=<x@test.example>`))

/** A message of the account: taken in at a second of the day, put off at once, delivered and removed so many seconds later. */
function mail(n: number, second: number, lasts: number) {
  const id = `AB${n.toString(16).toUpperCase().padStart(6, '0')}`
  const attempt = (status: string) => `smtp[3]: ${id}: to=<r${n}@far.example>, relay=mx.far.example[192.0.2.9]:25, delay=1, delays=1/0/0/0, dsn=2.0.0, status=${status}`
  return [
    line(second, `submission/smtpd[1]: ${id}: client=pc[192.0.2.1], sasl_method=PLAIN, sasl_username=alice@test.example`),
    line(second, `cleanup[2]: ${id}: message-id=<${n}@test.example>`),
    line(second, `qmgr[4]: ${id}: from=<alice@test.example>, size=448, nrcpt=1 (queue active)`),
    line(second + 1, attempt('deferred (connect to mx.far.example[192.0.2.9]:25: timed out)')),
    line(second + lasts, attempt('sent (250 ok)')),
    line(second + lasts, `qmgr[4]: ${id}: removed`),
  ]
}

function logWith(mails: [second: number, lasts: number][]): string {
  const own = mails.flatMap(([second, lasts], n) => mail(n, second, lasts))
  return [...STRANGERS, ...own].sort((a, b) => a.second - b.second).map(({ text }) => text).join('')
}

const WAY = ['accepted', 'queued', 'deferred', 'delivered', 'removed']

test('a few mails of an account, hours apart, are told whole without reading the day twice', async () => {
  const log = logWith([[600, 2], [9_000, 3], [18_000, 2], [27_000, 4], [36_000, 2]])
  const { messages, end } = await ask('postfix', [log], { account: 'alice@test.example' })
  expect(messages.map(({ steps }) => steps.map(({ what }) => what))).toEqual(Array(5).fill(WAY))
  expect(end.bytesRead).toBeLessThan(1.6 * log.length)
})

test('whenever mails begin and however long they last, each is told to its end', async () => {
  const begins = fc.array(fc.tuple(fc.integer({ min: 60, max: HOURS * 3600 - 60 }), fc.oneof(fc.integer({ min: 2, max: 10 }), fc.integer({ min: 2, max: 20_000 }))), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(begins, fc.constantFrom(16_384, 262_144, 1_048_576), async (mails, blockBytes) => {
      const within = mails.map(([second, lasts]): [number, number] => [second, Math.min(lasts, HOURS * 3600 - second)])
      const { messages } = await ask('postfix', [logWith(within)], { account: 'alice@test.example' }, { blockBytes })
      expect(messages).toHaveLength(mails.length)
      for (const { steps } of messages) expect(steps.map(({ what }) => what)).toEqual(WAY)
    }),
    { numRuns: 15 },
  )
}, 120_000)
