import { expect, test } from 'vitest'
import { sayAt, saySince } from './say-when.ts'

const zone = 'Europe/Berlin'
const now = Date.parse('2026-11-24T13:31:00.000Z')

test('a lock of today, of yesterday and of an earlier day is said as people say it', () => {
  expect(saySince('2026-11-24T13:05:00.000Z', now, 'de', zone)).toBe('heute, 14:05 Uhr')
  expect(saySince('2026-11-23T13:05:00.000Z', now, 'de', zone)).toBe('gestern, 14:05 Uhr')
  expect(saySince('2026-11-03T13:05:00.000Z', now, 'de', zone)).toBe('dem 3. November 2026, 14:05 Uhr')
  expect(saySince('2026-11-24T13:05:00.000Z', now, 'en', zone)).toBe('today, 14:05')
})

// 25 October 2026 has 25 hours in Berlin.
test('yesterday is right also on the day after the clocks went back', () => {
  const morning = Date.parse('2026-10-26T06:00:00.000Z')
  expect(saySince('2026-10-24T22:30:00.000Z', morning, 'de', zone)).toBe('gestern, 00:30 Uhr')
  expect(saySince('2026-10-24T21:30:00.000Z', morning, 'de', zone)).toBe('dem 24. Oktober 2026, 23:30 Uhr')
})

test('a time within a sentence has its day before it, also one that is still to come', () => {
  expect(sayAt('2026-11-24T13:05:00.000Z', now, 'de', zone)).toBe('heute um 14:05 Uhr')
  expect(sayAt('2026-11-23T13:05:00.000Z', now, 'en', zone)).toBe('yesterday at 14:05')
  expect(sayAt('2026-11-25T13:05:00.000Z', now, 'de', zone)).toBe('am 25. November 2026 um 14:05 Uhr')
  expect(sayAt('2026-11-25T13:05:00.000Z', now, 'en', zone)).toBe('on 25 November 2026 at 14:05')
})
