import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeTickingClock } from './ticking-clock.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

test('all ages of a page tick together, and nothing ticks when nobody looks', () => {
  const clock = makeTickingClock(() => Date.now())
  const seen: number[] = []
  const stop = clock.subscribe(() => seen.push(clock.read()))
  const stopSecond = clock.subscribe(() => undefined)
  expect(vi.getTimerCount()).toBe(1)

  vi.advanceTimersByTime(2000)
  expect(seen).toEqual([1_001_000, 1_002_000])

  stop()
  stopSecond()
  expect(vi.getTimerCount()).toBe(0)
})

test('a computer whose clock is wrong counts ages from the server’s clock', () => {
  const clock = makeTickingClock(() => Date.now())
  clock.follow(1_600_000)
  expect(clock.read()).toBe(1_600_000)
})
