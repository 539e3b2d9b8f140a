import { expect, test } from 'vitest'
import { makeAttemptLimit } from './attempt-limit.ts'

const MINUTE = 60_000
const limit = () => makeAttemptLimit({ max: 3, windowMs: 15 * MINUTE, keysMax: 2 })

test('after three wrong passwords the account is not listened to for a while, and then again', () => {
  const account = limit()
  for (const at of [0, 1, 2]) account.fail('a', at * MINUTE)
  expect(account.isOver('a', 3 * MINUTE)).toBe(true)
  expect(account.isOver('a', 15 * MINUTE + 1)).toBe(false)
})

test('other accounts are not held up', () => {
  const account = limit()
  for (const at of [0, 1, 2]) account.fail('a', at)
  expect(account.isOver('b', 3)).toBe(false)
})

test('a right password makes the earlier slips forgotten', () => {
  const account = limit()
  for (const at of [0, 1, 2]) account.fail('a', at)
  account.clear('a')
  expect(account.isOver('a', 3)).toBe(false)
})

test('a flood of invented names does not fill the memory', () => {
  const account = limit()
  for (const name of ['a', 'a', 'a', 'b', 'c']) account.fail(name, 0)
  expect(account.isOver('a', 1)).toBe(false)
})
