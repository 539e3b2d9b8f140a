import { expect, test } from 'vitest'
import { AppError, httpStatusOf, isExpected, toAppError } from './errors.ts'

test('an unknown failure becomes an internal error that keeps its cause', () => {
  const cause = new TypeError('x is not a function')
  const error = toAppError(cause)
  expect(error).toMatchObject({ code: 'internal', cause, userMessageKey: 'errors.internal' })
  expect(httpStatusOf(error)).toBe(500)
  expect(isExpected(error)).toBe(false)
})

test('a refusal passes through unchanged and is no fault of ours', () => {
  const refusal = new AppError('not-allowed', 'manager may not unlock', { userMessageKey: 'locks.needs-lead' })
  expect(toAppError(refusal)).toBe(refusal)
  expect(httpStatusOf(refusal)).toBe(403)
  expect(isExpected(refusal)).toBe(true)
  expect(refusal.userMessageKey).toBe('locks.needs-lead')
})
