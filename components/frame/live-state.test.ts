import { expect, test } from 'vitest'
import { onLiveMessage, type LiveState } from './live-state.ts'

const live: LiveState = { kind: 'live', readAt: 1000 }

test('a change makes the page read itself anew, a sign of life does not', () => {
  expect(onLiveMessage(live, { type: 'changes', now: 2000, kinds: ['ticket'] }, '/support')).toEqual({ state: { kind: 'live', readAt: 2000 }, isRefreshWanted: true })
  expect(onLiveMessage(live, { type: 'ping', now: 2000 }, '/support').isRefreshWanted).toBe(false)
})

test('a lost connection keeps the time of the last reading, and coming back reads anew', () => {
  const lost = onLiveMessage(live, { type: 'lost' }, '/support')
  expect(lost.state).toEqual({ kind: 'stale', readAt: 1000 })
  expect(onLiveMessage(lost.state, { type: 'ping', now: 9000 }, '/support')).toEqual({ state: { kind: 'live', readAt: 9000 }, isRefreshWanted: true })
})

test('an ended sign-in stays ended, whatever still arrives', () => {
  const ended = onLiveMessage(live, { type: 'ended' }, '/support').state
  expect(onLiveMessage(ended, { type: 'ping', now: 9000 }, '/support').state.kind).toBe('ended')
})

test.each([
  ['/support/deliverability', ['deliveries'], true],
  ['/support', ['deliveries'], false],
  ['/support', ['deliveries', 'ticket'], true],
])('figures of deliveries make only the pages that show them read anew: %s, %s', (path, kinds, isRefreshWanted) => {
  expect(onLiveMessage(live, { type: 'changes', now: 2000, kinds }, path)).toEqual({ state: { kind: 'live', readAt: 2000 }, isRefreshWanted })
})
