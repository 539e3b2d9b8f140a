import { expect, test } from 'vitest'
import { formatAge, formatBytes, formatClock, formatCountdown, formatDate, formatDay, formatDayClock, formatDuration, formatMillis, formatMonth, formatMonthDay, formatNumber, formatPoints, formatShare, formatWhole } from './format.ts'

const ZONE = 'Europe/Berlin'
const AT = '2026-11-24T13:05:09Z'

test('numbers are set as each language sets them', () => {
  expect(formatNumber(1312, 'en')).toBe('1,312')
  expect(formatNumber(1312, 'de')).toBe('1.312')
  expect(formatShare(0.61, 'de')).toBe('61,0\u202f%')
  expect([formatPoints(-93.52, 'de'), formatPoints(2, 'en')]).toEqual(['−93,5', '+2.0'])
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1500, '1.5 kB'],
  [412_345, '412 kB'],
  [9_960_000, '10 MB'],
  [89_200_000, '89 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(formatBytes(bytes, 'en')).toBe(words)
})

test.each([
  [48, '48 s', '48 Sek.'],
  [720, '12 min', '12 Min.'],
  [9060, '2 h 31 min', '2 Std. 31 Min.'],
  [504_000, '5 d 20 h', '5 Tage 20 Std.'],
  [86_400, '1 d', '1 Tag'],
])('%i seconds are "%s" and „%s“', (seconds, english, german) => {
  expect(formatDuration(seconds, 'en')).toBe(english)
  expect(formatDuration(seconds, 'de')).toBe(german)
})

test('a clock in a German sentence says Uhr', () => {
  expect(formatClock(AT, 'de', ZONE, true)).toBe('14:05 Uhr')
  expect(formatClock(AT, 'de', ZONE)).toBe('14:05')
  expect(formatClock(AT, 'en', ZONE, true)).toBe('14:05')
})

test('days and dates are written out as people write them', () => {
  expect(formatDay(AT, 'en', ZONE)).toBe('Tue 24 Nov')
  expect(formatDay(AT, 'de', ZONE)).toBe('Di., 24. Nov.')
  expect(formatDate(AT, 'de', ZONE)).toBe('24. November 2026')
  expect(formatWhole(AT, 'en', ZONE)).toContain('24 November 2026, 14:05:09')
})

test('a time is only as long as it must be', () => {
  expect(formatDayClock(AT, '2026-11-24T14:00:00Z', 'en', ZONE)).toBe('14:05')
  expect(formatDayClock(AT, '2026-11-26T14:00:00Z', 'en', ZONE)).toBe('Tue 14:05')
  expect(formatDayClock(AT, '2026-12-26T14:00:00Z', 'en', ZONE)).toBe('24 Nov 14:05')
})

// The hour that comes twice: both are shown with their zone, none goes backwards in age.
test('the night the clocks go back has two 02:30, told apart by the zone', () => {
  expect(formatWhole('2026-10-25T00:30:00Z', 'de', ZONE)).toContain('02:30:00 MESZ')
  expect(formatWhole('2026-10-25T01:30:00Z', 'de', ZONE)).toContain('02:30:00 MEZ')
  expect(formatAge('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', 'en')).toBe('1 h ago')
})

test('an age is never negative, however wrong a host’s clock is', () => {
  expect(formatAge('2026-11-24T14:00:00Z', AT, 'en')).toBe('0 s ago')
  expect(formatAge('2026-11-22T13:05:09Z', AT, 'de')).toBe('vor 2 Tagen')
})

test('a countdown reaches zero only at the end', () => {
  expect(formatCountdown(348)).toBe('5:48')
  expect(formatCountdown(0.2)).toBe('0:01')
  expect(formatCountdown(-3)).toBe('0:00')
})

test('short times are told exactly, longer ones as durations', () => {
  expect([420, 1000, 12_000, 300_000].map((ms) => formatMillis(ms, 'en'))).toEqual(['0.4 s', '1 s', '12 s', '5 min'])
  expect(formatMillis(1500, 'de')).toBe('1,5 Sek.')
})

test('months and days of them', () => {
  expect([formatMonth(AT, 'en', ZONE), formatMonth(AT, 'de', ZONE)]).toEqual(['November 2026', 'November 2026'])
  expect([formatMonthDay(AT, 'en', ZONE), formatMonthDay(AT, 'de', ZONE)]).toEqual(['24 Nov', '24. Nov.'])
})
