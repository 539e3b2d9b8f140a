import { expect, test } from 'vitest'
import { addMonths, monthOf, monthPeriod, readMonth, spanPeriods } from './month.ts'

const BERLIN = 'Europe/Berlin'

test('a month begins at midnight of the provider’s clock, in winter and in summer', () => {
  expect(monthPeriod('2026-11', BERLIN)).toEqual({ from: new Date('2026-10-31T23:00:00Z'), to: new Date('2026-11-30T23:00:00Z') })
  expect(monthPeriod('2026-07', BERLIN)).toEqual({ from: new Date('2026-06-30T22:00:00Z'), to: new Date('2026-07-31T22:00:00Z') })
})

// The clock is put on within this month: it is an hour shorter than its days.
test('the month in which summer time begins is an hour short', () => {
  const { from, to } = monthPeriod('2026-03', BERLIN)
  expect((to.getTime() - from.getTime()) / 3_600_000).toBe(31 * 24 - 1)
})

test('zones far from here', () => {
  expect(monthPeriod('2026-01', 'America/New_York').from).toEqual(new Date('2026-01-01T05:00:00Z'))
  expect(monthPeriod('2026-01', 'Pacific/Auckland').from).toEqual(new Date('2025-12-31T11:00:00Z'))
})

test('a burst at half past midnight belongs to the new month', () => {
  expect(monthOf(new Date('2026-10-31T23:30:00Z'), BERLIN)).toBe('2026-11')
  expect(monthOf(new Date('2026-10-31T22:30:00Z'), BERLIN)).toBe('2026-10')
})

test('months over the turn of the year', () => {
  expect([addMonths('2026-12', 1), addMonths('2026-01', -1), addMonths('2026-11', -24)]).toEqual(['2027-01', '2025-12', '2024-11'])
})

test('only a month is a month', () => {
  expect(['2026-11', '2026-13', '2026-1', '1999-01', "2026-11'"].map(readMonth)).toEqual(['2026-11', null, null, null, null])
})

test('a span is compared with the same length before it', () => {
  const now = new Date('2026-11-24T12:00:00Z')
  const { period, before } = spanPeriods('28d', now)
  expect(period).toEqual({ from: new Date('2026-10-27T12:00:00Z'), to: now })
  expect(before.to).toEqual(period.from)
})
