import { expect, test } from 'vitest'
import { dayOfOutcomes } from './outcome-hours.ts'

test('a day has its 24 hours, the one of now last, those without mail as nothing', () => {
  const hours = dayOfOutcomes([{ at: '2026-11-24T13:00:00.000Z', delivered: 3, deferred: 2, bounced: 1 }, { at: '2026-11-22T13:00:00.000Z', delivered: 9, deferred: 9, bounced: 9 }], Date.parse('2026-11-24T14:31:00Z'))
  expect(hours).toHaveLength(24)
  expect(hours[0]?.at).toBe('2026-11-23T15:00:00.000Z')
  expect(hours[22]).toEqual({ at: '2026-11-24T13:00:00.000Z', delivered: 3, deferred: 2, bounced: 1 })
  expect(hours.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(3)
})
