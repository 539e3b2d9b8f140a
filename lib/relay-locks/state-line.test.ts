import { expect, test } from 'vitest'
import { stateLine } from './state-line.ts'

const lockedAt = '2026-11-23T13:05:00.000Z'

test('a lock under guarded unlock shows what lies behind it with times and what lies ahead without', () => {
  const line = stateLine({ state: 'guarded-unlock', lockedAt }, [
    { to: 'notified', at: '2026-11-23T13:06:00.000Z' },
    { to: 'answered', at: '2026-11-23T14:00:00.000Z' },
    { to: 'accepted', at: '2026-11-23T15:00:00.000Z' },
    { to: 'guarded-unlock', at: '2026-11-23T15:01:00.000Z' },
  ])
  expect(line.map((step) => step.is)).toEqual(['done', 'done', 'done', 'done', 'now', 'ahead'])
  expect(line.at(-1)).toEqual({ state: 'open', at: null, is: 'ahead' })
})

test('after a relapse the steps count from the last time they were reached, and what lies ahead has no time', () => {
  const line = stateLine({ state: 'answered', lockedAt }, [
    { to: 'answered', at: '2026-11-24T12:52:00.000Z' },
    { to: 'locked', at: '2026-11-24T09:05:00.000Z' },
    { to: 'guarded-unlock', at: '2026-11-24T09:04:00.000Z' },
    { to: 'answered', at: '2026-11-23T14:00:00.000Z' },
  ])
  expect(line[2]).toEqual({ state: 'answered', at: '2026-11-24T12:52:00.000Z', is: 'now' })
  expect(line[4]?.at).toBeNull()
})

test('answers that came before the notice was sent leave the notice done without a time', () => {
  const line = stateLine({ state: 'answered', lockedAt }, [{ to: 'answered', at: lockedAt }])
  expect(line[1]).toEqual({ state: 'notified', at: null, is: 'done' })
})

test('an opened lock has nothing ahead', () => {
  const line = stateLine({ state: 'open', lockedAt }, [{ to: 'open', at: lockedAt }])
  expect(line.every((step) => step.is === 'done')).toBe(true)
})

test('a lifted lock ends where it was lifted', () => {
  const line = stateLine({ state: 'lifted', lockedAt }, [{ to: 'notified', at: lockedAt }, { to: 'lifted', at: lockedAt }])
  expect(line.map((step) => step.state)).toEqual(['locked', 'notified', 'lifted'])
  expect(line.at(-1)?.is).toBe('now')
})
