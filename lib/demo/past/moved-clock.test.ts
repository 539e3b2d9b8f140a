import { expect, test } from 'vitest'
import { calendarUpTo, startClock } from './moved-clock.ts'

test('a moved clock stands still between two steps and never goes back', () => {
  const clock = startClock(new Date('2026-11-01T08:00:00Z'))
  clock.forward(1500)
  expect(clock.now().toISOString()).toBe('2026-11-01T08:00:01.500Z')
  clock.goTo(new Date('2026-10-31T08:00:00Z'))
  expect(clock.now().toISOString()).toBe('2026-11-01T08:00:01.500Z')
  clock.goTo(new Date('2026-11-02T08:00:00Z'))
  expect(clock.now().toISOString()).toBe('2026-11-02T08:00:00.000Z')
})

test.each([
  // 00:30 in Berlin is still the day before in UTC.
  ['2026-11-23T23:30:00Z', 1, '14:05', '2026-11-23T13:05:00.000Z'],
  ['2026-11-24T10:00:00Z', 0, '09:20', '2026-11-24T08:20:00.000Z'],
  ['2026-11-24T10:00:00Z', 28, '08:30', '2026-10-27T07:30:00.000Z'],
  ['2026-07-01T10:00:00Z', 1, '09:00', '2026-06-30T07:00:00.000Z'],
])('seen from %s, %i days ago at %s was %s', (now, ago, time, expected) => {
  expect(calendarUpTo(new Date(now)).day(ago, time).toISOString()).toBe(expected)
})
