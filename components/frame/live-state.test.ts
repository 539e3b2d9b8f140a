import { expect, test } from 'vitest'
import { concernsPage, onLiveMessage, type LiveState } from './live-state.ts'

const live: LiveState = { kind: 'live', readAt: 1000 }

test('a change makes the page read itself anew, a sign of life does not', () => {
  expect(onLiveMessage(live, { type: 'changes', now: 2000 })).toEqual({ state: { kind: 'live', readAt: 2000 }, isRefreshWanted: true })
  expect(onLiveMessage(live, { type: 'ping', now: 2000 }).isRefreshWanted).toBe(false)
})

test('a lost connection keeps the time of the last reading, and coming back reads anew', () => {
  const lost = onLiveMessage(live, { type: 'lost' })
  expect(lost.state).toEqual({ kind: 'stale', readAt: 1000 })
  expect(onLiveMessage(lost.state, { type: 'ping', now: 9000 })).toEqual({ state: { kind: 'live', readAt: 9000 }, isRefreshWanted: true })
})

test('an ended sign-in stays ended, whatever still arrives', () => {
  const ended = onLiveMessage(live, { type: 'ended' }).state
  expect(onLiveMessage(ended, { type: 'ping', now: 9000 }).state.kind).toBe('ended')
})

test.each([
  ['/support/deliverability', ['deliveries'], true],
  ['/support/hosts/mx01', ['deliveries'], true],
  ['/support/tickets/7', ['deliveries'], false],
  ['/support/tickets/7', ['deliveries', 'ticket'], true],
  ['/portal', undefined, true],
])('%s is read anew at news of %j: %s', (path, kinds, isWanted) => {
  expect(concernsPage({ kinds }, path)).toBe(isWanted)
})
