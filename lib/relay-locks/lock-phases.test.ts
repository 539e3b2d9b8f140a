import { expect, test } from 'vitest'
import { addPhases, lockPhases, NO_PHASES } from './lock-phases.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 12, minute))
const minutes = (n: number) => n * 60_000
const moves = (...list: [number, string][]) => list.map(([minute, to]) => ({ at: at(minute), to }))

test('each minute of a lock belongs to whoever was waited for', () => {
  const story = moves([0, 'locked'], [1, 'notified'], [21, 'answered'], [24, 'accepted'], [26, 'guarded-unlock'], [36, 'open'])
  expect(lockPhases(at(0), story, at(50))).toEqual({ untold: minutes(1), customer: minutes(20), us: minutes(5), watch: minutes(10) })
})

test('a lock that is not over counts until now', () => {
  expect(lockPhases(at(0), moves([1, 'notified']), at(31))).toEqual({ ...NO_PHASES, untold: minutes(1), customer: minutes(30) })
  expect(lockPhases(at(0), [], at(3))).toEqual({ ...NO_PHASES, untold: minutes(3) })
})

// The wait after a relapse is for the customer's new answer, not for us to tell him of a lock.
test('after a relapse the customer is waited for again', () => {
  const story = moves([1, 'notified'], [11, 'answered'], [12, 'accepted'], [13, 'guarded-unlock'], [14, 'locked'], [15, 'notified'], [20, 'lifted'])
  expect(lockPhases(at(0), story, at(90))).toEqual({ untold: minutes(1), customer: minutes(10 + 1 + 5), us: minutes(2), watch: minutes(1) })
})

test('phases of several locks add up', () => {
  expect(addPhases({ untold: 1, customer: 2, us: 3, watch: 4 }, { untold: 10, customer: 20, us: 30, watch: 40 })).toEqual({ untold: 11, customer: 22, us: 33, watch: 44 })
})
