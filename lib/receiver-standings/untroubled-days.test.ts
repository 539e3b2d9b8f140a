import { expect, test } from 'vitest'
import { untroubledDays } from './untroubled-days.ts'

const day = (n: number) => ({ start: new Date(Date.UTC(2026, 10, n)) })
const days = Array.from({ length: 10 }, (_, n) => day(n + 1))
const move = (text: string, from: string, to: string) => ({ at: new Date(text), from, to })
const left = (moves: ReturnType<typeof move>[]) => untroubledDays(days, moves, new Date('2026-11-11T08:00:00Z')).map(({ start }) => start.getUTCDate())

test('days of trouble are left out, from its first to its last', () => {
  expect(left([])).toHaveLength(10)
  expect(left([move('2026-11-03T12:00:00Z', 'fine', 'deferring'), move('2026-11-04T09:00:00Z', 'deferring', 'refused'), move('2026-11-06T00:10:00Z', 'refused', 'fine')])).toEqual([1, 2, 7, 8, 9, 10])
})

test('one that began before anything is known of it, and one that goes on', () => {
  expect(left([move('2026-11-02T12:00:00Z', 'refused', 'fine'), move('2026-11-09T12:00:00Z', 'fine', 'refused')])).toEqual([3, 4, 5, 6, 7, 8])
})
