import { expect, test } from 'vitest'
import { makeSearchLimit } from './search-limit.ts'

const BOUNDS = { runningMax: 2, perMinuteMax: 4, allMax: 3 }
const leave = (entered: ReturnType<ReturnType<typeof makeSearchLimit>['enter']>) => {
  if (typeof entered === 'string') throw new Error(entered)
  entered.leave()
}

test('a person has so many searches at once; one that ends makes room, and ends once only', () => {
  const limit = makeSearchLimit(BOUNDS)
  const first = limit.enter(1, 0)
  limit.enter(1, 0)
  expect(limit.enter(1, 0)).toBe('too-many')
  leave(first)
  leave(first)
  expect(limit.enter(1, 0)).toBeTypeOf('object')
  expect(limit.enter(1, 0)).toBe('too-many')
})

test('and begins so many in a minute', () => {
  const limit = makeSearchLimit(BOUNDS)
  for (const now of [0, 10, 20, 30]) leave(limit.enter(1, now))
  expect(limit.enter(1, 59_999)).toBe('too-many')
  expect(limit.enter(2, 59_999)).toBeTypeOf('object')
  expect(limit.enter(1, 60_001)).toBeTypeOf('object')
})

test('all together have a bound too, which is nobody’s own fault', () => {
  const limit = makeSearchLimit(BOUNDS)
  for (const person of [1, 2, 3]) limit.enter(person, 0)
  expect(limit.enter(4, 0)).toBe('unavailable')
})
