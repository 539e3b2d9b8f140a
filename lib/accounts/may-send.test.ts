import { expect, test } from 'vitest'
import { lockStates } from '../relay-locks/relay-lock.ts'
import { maySend } from './may-send.ts'

test('an account that was never locked, or whose lock was opened or lifted, may send', () => {
  expect([maySend(null), maySend('open'), maySend('lifted')]).toEqual(['open', 'open', 'open'])
})

// Giving notice ends the story of the lock, not the lock.
test('whoever was given notice stays locked', () => {
  expect(maySend('ended')).toBe('ended')
})

test('in every other state it may not send freely', () => {
  const others = lockStates.filter((state) => !['open', 'lifted', 'ended'].includes(state))
  expect(others.map(maySend)).toEqual(['locked', 'locked', 'locked', 'locked', 'watched'])
})
