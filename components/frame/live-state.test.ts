import { expect, test } from 'vitest'
import { onLiveMessage, type LiveState } from './live-state.ts'

const live: LiveState = { kind: 'live', readAt: 1000 }

test('a change makes the page read itself anew, a sign of life does not', () => {
  expect(onLiveMessage(live, { type: 'changes', now: 2000, kinds: ['ticket'] })).toEqual({ state: { kind: 'live', readAt: 2000 }, isRefreshWanted: true })
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

test('figures that grow are read anew by pages that show them, and by no others', () => {
  const figures = { type: 'changes', now: 2000, kinds: ['deliveries'] } as const
  expect(onLiveMessage(live, figures)).toEqual({ state: { kind: 'live', readAt: 2000 }, isRefreshWanted: false })
  expect(onLiveMessage(live, figures, true).isRefreshWanted).toBe(true)
  expect(onLiveMessage(live, { ...figures, kinds: ['deliveries', 'host'] }).isRefreshWanted).toBe(true)
})
