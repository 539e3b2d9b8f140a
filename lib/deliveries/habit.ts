import type { DeliveryOutcome } from '../protocol/deliveries.ts'
import { verdictOf } from '../refusals/verdict.ts'
import type { Beta } from './beta-binomial.ts'

/** So long a pair of host and receiver is looked back at for what is usual. */
export const HABIT_DAYS = 28

/**
 * Attempts that say something about us. `unclear` and `unclearRefused`: nobody
 * answered, or the reply is not recognised, which counts for receivers that are known to take mail.
 */
export type Attempts = { taken: number; deferred: number; refused: number; unclear: number; unclearRefused: number }

/** What is usual from one host to one receiver: sums of 28 days, and how much weight they have. */
export type Habit = { attempts: number; deferred: number; refused: number; strength: number }

/** A share of a habit that is judged: all that was not taken, or what was refused for good alone. */
export type Fault = 'untaken' | 'refused'

export function noAttempts(): Attempts {
  return { taken: 0, deferred: 0, refused: 0, unclear: 0, unclearRefused: 0 }
}

/** Counts what met a receiver's verdict on us; refusals of single recipients and mails, and greylisting, are passed over. */
export function addAttempts(sum: Attempts, { outcome, refusalClass, count }: { outcome: DeliveryOutcome; refusalClass: string; count: number }): void {
  if (outcome === 'delivered') {
    sum.taken += count
    return
  }
  const verdict = verdictOf(refusalClass)
  if (verdict === 'unclear') sum[outcome === 'deferred' ? 'unclear' : 'unclearRefused'] += count
  else if (verdict === 'us') sum[outcome === 'deferred' ? 'deferred' : 'refused'] += count
}

/** Nothing is known: a receiver met for the first time is expected to take 97 of 100, which is not held for sure. */
const PRIOR = { attempts: 30, untaken: 0.9, refused: 0.3 }
/** However many mails there were, the habit of four weeks tells the share of an hour no better than so many would. */
const STRENGTH_MAX = 200
const STRENGTH_MIN = 20
/** From so many attempts on, of which most were taken, a receiver is known to answer. */
const KNOWN_FROM = 30

export const NO_HABIT: Habit = { attempts: 0, deferred: 0, refused: 0, strength: 0 }

/** The habit that days show; days that differ among themselves more than chance lets them make a weak one. */
export function habitOf(days: Attempts[]): Habit {
  const told = days.filter((day) => countOf(day) > 0)
  const sum = (of: (day: Attempts) => number) => told.reduce((total, day) => total + of(day), 0)
  const attempts = sum(countOf)
  if (attempts === 0) return NO_HABIT
  return { attempts, deferred: sum((day) => day.deferred + day.unclear), refused: sum((day) => day.refused + day.unclearRefused), strength: strengthOf(told, attempts) }
}

/** All attempts, those that are unclear too. */
function countOf({ taken, deferred, refused, unclear, unclearRefused }: Attempts): number {
  return taken + deferred + refused + unclear + unclearRefused
}

/** From the spread of the days' shares (Pearson's dispersion) to the number of attempts that a belief is worth. */
function strengthOf(days: Attempts[], attempts: number): number {
  const untaken = days.reduce((total, day) => total + countOf(day) - day.taken, 0)
  const share = untaken / attempts
  const mean = attempts / days.length
  if (days.length < 3 || share === 0 || share === 1 || mean <= 1) return STRENGTH_MAX
  const spread = days.reduce((total, day) => total + (countOf(day) - day.taken - countOf(day) * share) ** 2 / countOf(day), 0)
  const excess = spread / ((days.length - 1) * share * (1 - share)) - 1
  const strength = excess <= 0 ? STRENGTH_MAX : (mean - 1) / excess - 1
  return Math.round(Math.min(STRENGTH_MAX, Math.max(STRENGTH_MIN, strength)))
}

/** Whether the receiver is known to take mail: only then does it say something when nobody answers. */
export function isKnown({ attempts, deferred, refused }: Habit): boolean {
  return attempts >= KNOWN_FROM && deferred + refused < attempts / 2
}

/** What the habit lets us believe of a share. */
export function beliefOf(habit: Habit, fault: Fault): Beta {
  const weight = Math.min(habit.attempts, habit.strength)
  const of = fault === 'refused' ? habit.refused : habit.deferred + habit.refused
  const seen = habit.attempts === 0 ? 0 : (of / habit.attempts) * weight
  return { a: PRIOR[fault] + seen, b: PRIOR.attempts - PRIOR[fault] + weight - seen }
}

/** The share that is usual. */
export function usualShare(habit: Habit, fault: Fault): number {
  const { a, b } = beliefOf(habit, fault)
  return a / (a + b)
}

/** Share of the attempts that were taken as a rule; null when there were too few to say. */
export function usuallyTaken({ attempts, deferred, refused }: Habit): number | null {
  return attempts < KNOWN_FROM ? null : 1 - (deferred + refused) / attempts
}
