import fc from 'fast-check'
import { expect, test } from 'vitest'
import { REFUSAL_CLASSES } from '../refusals/refusal.ts'
import { verdictOf } from '../refusals/verdict.ts'
import { addAttempts, beliefOf, habitOf, isKnown, NO_HABIT, noAttempts, usualShare, usuallyTaken, type Attempts } from './habit.ts'

const day = (taken: number, deferred = 0, refused = 0, unclear = 0): Attempts => ({ taken, deferred, refused, unclear, unclearRefused: 0 })
const times = (count: number, one: Attempts) => Array.from({ length: count }, () => one)

test('what speaks of one recipient or one mail is no verdict on us, and neither is greylisting', () => {
  const sum = noAttempts()
  for (const refusalClass of REFUSAL_CLASSES) addAttempts(sum, { outcome: 'bounced', refusalClass, count: 1 })
  expect(sum).toEqual({ taken: 0, deferred: 0, refused: REFUSAL_CLASSES.filter((name) => verdictOf(name) === 'us').length, unclear: 0, unclearRefused: 3 })
  for (const refusalClass of ['unknown_user', 'mailbox_full', 'disabled', 'recipient_policy', 'bad_domain']) expect(verdictOf(refusalClass)).toBe('single')
  for (const refusalClass of ['ip_block', 'rate', 'reputation_ip', 'content', 'policy']) expect(verdictOf(refusalClass)).toBe('us')
  expect(verdictOf('a class of tomorrow')).toBe('unclear')
})

test('a receiver without a habit is expected to take nearly all, without being sure of it', () => {
  expect(usualShare(NO_HABIT, 'untaken')).toBeCloseTo(0.03)
  expect(usuallyTaken(NO_HABIT)).toBeNull()
  expect(isKnown(NO_HABIT)).toBe(false)
})

test('days that are alike make a strong habit, days that differ wildly a weak one', () => {
  const alike = habitOf(times(28, day(97, 3)))
  const wild = habitOf(Array.from({ length: 28 }, (_, n) => (n % 4 === 0 ? day(60, 40) : day(100, 0))))
  expect(alike.strength).toBe(200)
  expect(wild.strength).toBe(20)
  expect(usualShare(alike, 'untaken')).toBeCloseTo(0.03)
  expect(usuallyTaken(wild)).toBeCloseTo(0.9)
})

test('a dead domain that never answered is not known to answer', () => {
  expect(isKnown(habitOf(times(28, day(0, 0, 0, 40))))).toBe(false)
  expect(isKnown(habitOf(times(28, day(40))))).toBe(true)
})

test('however many mails there were, a belief is worth no more than some hundred attempts, and shares lie between 0 and 1', () => {
  const count = fc.integer({ min: 0, max: 100_000 })
  const days = fc.array(fc.record({ taken: count, deferred: count, refused: count, unclear: count, unclearRefused: count }), { maxLength: 28 })
  fc.assert(fc.property(days, (list) => {
    const habit = habitOf(list)
    for (const fault of ['untaken', 'refused'] as const) {
      const { a, b } = beliefOf(habit, fault)
      expect(a).toBeGreaterThan(0)
      expect(b).toBeGreaterThan(0)
      expect(a + b).toBeLessThanOrEqual(230.001)
    }
    expect(usualShare(habit, 'refused')).toBeLessThanOrEqual(usualShare(habit, 'untaken'))
  }))
})
