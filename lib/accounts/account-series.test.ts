import { expect, test } from 'vitest'
import { makeSeries, seriesBegin } from './account-series.ts'

const NOW = new Date('2026-11-24T12:20:00Z')
const hoursAgo = (n: number) => new Date(Date.parse('2026-11-24T12:00:00Z') - n * 3_600_000)
const hour = (ago: number, messages: number, held = 0) => ({ hour: hoursAgo(ago), messages, recipients: messages, delivered: messages, deferred: 0, bounced: 0, unknownRecipients: 0, held, refused: 0 })

test('the last bar of a day holds the running hour', () => {
  const { bars } = makeSeries('24h', [hour(0, 7), hour(23, 3), hour(24, 99)], NOW, null)
  expect(bars).toHaveLength(24)
  expect([bars[0]?.messages, bars.at(-1)?.messages]).toEqual([3, 7])
  expect(seriesBegin('24h', NOW)).toEqual(hoursAgo(23))
})

test('four hours make one bar of a fortnight, held mail told apart', () => {
  const { bars } = makeSeries('14d', [hour(0, 1, 1), hour(1, 2), hour(2, 4), hour(3, 8), hour(4, 16)], NOW, null)
  expect(bars.slice(-2).map(({ messages, held }) => [messages, held])).toEqual([[16, 0], [15, 1]])
})

test('a burst does not count as habit', () => {
  const quiet = Array.from({ length: 300 }, (_, n) => hour(320 - n, n % 5))
  const { habit } = makeSeries('14d', [...quiet, hour(1, 1312)], NOW, hoursAgo(3))
  expect(habit?.high).toBeLessThanOrEqual(16)
})

test('of an account seen for some hours only, no habit is claimed', () => {
  expect(makeSeries('14d', [hour(5, 3), hour(1, 4)], NOW, null).habit).toBeNull()
})
