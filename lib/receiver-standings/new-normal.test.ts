import { expect, test } from 'vitest'
import { noAttempts } from '../deliveries/habit.ts'
import { newNormal } from './new-normal.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 12, minutes))
const bucket = (minutes: number, more: object) => ({ ...noAttempts(), start: at(minutes), ...more })
const proof = { from: at(10), attempts: 8, deferred: 2, refused: 2 }

test('only what was met since the trouble began is the new normal', () => {
  expect(newNormal([bucket(0, { taken: 500 }), bucket(10, { taken: 100, refused: 100 }), bucket(20, { taken: 50, unclear: 50 })], proof)).toEqual({ taken: 150, deferred: 0, refused: 100, unclear: 50, unclearRefused: 0 })
})

test('few attempts weigh as a whole habit, because a person said that it is so', () => {
  expect(newNormal([bucket(10, { taken: 5, refused: 5 })], proof)).toEqual({ taken: 100, deferred: 0, refused: 100, unclear: 0, unclearRefused: 0 })
})

test('without attempts of the last day those that proved the trouble count', () => {
  expect(newNormal([], proof)).toEqual({ taken: 100, deferred: 50, refused: 50, unclear: 0, unclearRefused: 0 })
})
