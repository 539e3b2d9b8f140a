import { expect, test } from 'vitest'
import { dayStates } from './day-states.ts'

const NOW = new Date('2026-11-24T14:30:00Z')
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)
const states = (...given: Parameters<typeof dayStates>) => dayStates(...given).map(({ state }) => state).join(' ')
const ask = { days: 4, now: NOW, firstAskedAt: ago(1000) }

test('a day on which it was listed for a minute is a listed day', () => {
  expect(states([{ state: 'listed', beganAt: ago(30), endedAt: ago(29.9) }], ask)).toBe('clear clear listed clear')
})

test('a listing that has not ended reaches until now', () => {
  expect(states([{ state: 'listed', beganAt: ago(50), endedAt: null }], ask)).toBe('clear listed listed listed')
})

test('an hour without an answer leaves a day clear, most of a day does not', () => {
  expect(states([{ state: 'unknown', beganAt: ago(30), endedAt: ago(29) }], ask)).toBe('clear clear clear clear')
  expect(states([{ state: 'unknown', beganAt: ago(47), endedAt: ago(30) }], ask)).toBe('clear clear unknown clear')
})

test('before it was asked about nothing is known, and it never was clear', () => {
  expect(states([], { ...ask, firstAskedAt: ago(30) })).toBe('unknown unknown unknown clear')
  expect(states([], { ...ask, firstAskedAt: null })).toBe('unknown unknown unknown unknown')
})
