import { expect, test } from 'vitest'
import type { LockEvidence } from '../relay-locks/relay-lock.ts'
import { burstOf, sendingState } from './sending-state.ts'

const now = Date.parse('2026-11-24T14:00:00.000Z')
const open = { closedAt: null, waitingFor: 'customer' }

test('an account that was never locked may send', () => {
  expect(sendingState(null, now)).toBe('open')
})

test('a locked account waits for the customer until all his answers are there, then for us', () => {
  expect(sendingState({ ...open, state: 'locked' }, now)).toBe('locked')
  expect(sendingState({ ...open, state: 'notified' }, now)).toBe('locked')
  expect(sendingState({ ...open, state: 'answered' }, now)).toBe('waiting')
  expect(sendingState({ ...open, state: 'accepted' }, now)).toBe('waiting')
  expect(sendingState({ ...open, state: 'guarded-unlock' }, now)).toBe('watched')
})

test('an account opened a moment ago is watched more closely, one opened long ago is simply open', () => {
  expect(sendingState({ state: 'open', closedAt: '2026-11-24T13:00:00.000Z', waitingFor: null }, now)).toBe('fresh')
  expect(sendingState({ state: 'open', closedAt: '2026-11-22T13:00:00.000Z', waitingFor: null }, now)).toBe('open')
})

test('a false alarm leaves no trace on the account, a customer given notice stays locked', () => {
  expect(sendingState({ state: 'lifted', closedAt: '2026-11-24T13:59:00.000Z', waitingFor: null }, now)).toBe('open')
  expect(sendingState({ state: 'ended', closedAt: '2026-11-01T13:59:00.000Z', waitingFor: null }, now)).toBe('ended')
})

test('the burst is told from what was measured, and not told when nothing was', () => {
  const none: LockEvidence = { crossing: null, figures: null, excerpts: [], crossingQueueId: null, burstBeganAt: null, crossedAt: null, inForceAt: null }
  expect(burstOf(none, '2026-11-24T13:05:00.000Z')).toBeNull()
  const figures = { messages: 1312, recipients: 1312, temporaryFailures: 0, permanentFailures: 1102, unknownRecipients: 1102, networks: 1, undeliverableInQueue: 0, habitRecipients: 4 }
  const burst = burstOf({ ...none, figures, burstBeganAt: '2026-11-24T12:59:00.000Z' }, '2026-11-24T13:05:00.000Z')
  expect(burst?.unknownShare).toBeCloseTo(0.84, 2)
  expect(burst?.until).toBe('2026-11-24T13:05:00.000Z')
})
