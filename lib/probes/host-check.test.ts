import { expect, test } from 'vitest'
import { disagreementOf, foldLooks, freshForMs, isAcknowledged, isFailing, judgeLooks, moveCheck, type Look, type Standing } from './host-check.ts'

const NOW = new Date('2026-11-24T12:00:00Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)
const CLOCK = { now: NOW, freshMs: freshForMs(15 * 60_000) }

function seen(from: string, state: Look['state'], minutesAgo = 1): Look {
  return { from, at: ago(minutesAgo).toISOString(), state, evidence: `${state} seen from ${from}`, cure: state === 'fail' ? 'one more line after it' : null, findingId: null, cureId: null, parameters: {}, line: null, message: null, source: null, rewrittenBy: null }
}

test.each([
  ['nobody looked', [], 'unknown'],
  ['one passes', [seen('worker', 'pass')], 'pass'],
  ['one fails', [seen('worker', 'pass'), seen('mx02', 'fail')], 'fail'],
  ['nobody could tell', [seen('worker', 'unknown'), seen('mx02', 'unknown')], 'unknown'],
  ['one could not tell, another passes', [seen('worker', 'unknown'), seen('mx02', 'pass')], 'pass'],
  ['one could not tell, another fails', [seen('worker', 'unknown'), seen('mx02', 'fail')], 'fail'],
  ['only old ones pass', [seen('worker', 'pass', 90)], 'unknown'],
  ['an old one fails, a fresh one passes', [seen('mx02', 'fail', 90), seen('worker', 'pass')], 'pass'],
  ['an old one passes, a fresh one could not tell', [seen('mx02', 'pass', 90), seen('worker', 'unknown')], 'unknown'],
])('%s', (_what, list, state) => {
  expect(judgeLooks(list, CLOCK).state).toBe(state)
})

test('the evidence and the cure are those of the look that decided, the age that of the newest', () => {
  expect(judgeLooks([seen('worker', 'pass', 1), seen('mx02', 'fail', 8)], CLOCK)).toEqual({ state: 'fail', checkedAt: ago(1), evidence: 'fail seen from mx02', cure: 'one more line after it', findingId: null })
})

test('who looks anew replaces his own look alone, and looks of a day ago are let go', () => {
  const kept = [seen('worker', 'fail', 16), seen('mx02', 'pass', 30), seen('mx31', 'pass', 25 * 60)]
  expect(foldLooks(kept, 'worker', [seen('worker', 'pass', 0)], CLOCK).map(({ from, state }) => [from, state])).toEqual([['worker', 'pass'], ['mx02', 'pass']])
})

test('that it passes from here and fails from there is told', () => {
  expect(disagreementOf([seen('worker', 'pass'), seen('mx02', 'fail')], CLOCK)).toEqual({ passes: ['worker'], fails: ['mx02'] })
  expect(disagreementOf([seen('worker', 'pass'), seen('mx02', 'fail', 90)], CLOCK)).toBeNull()
})

const FAILS: Standing = { state: 'fail', since: ago(60), knownState: 'fail', knownAt: ago(60) }

test('a check that is new and passes, or cannot be looked at, is no news; one that fails is', () => {
  expect(moveCheck(null, 'pass', NOW)).toEqual({ standing: { state: 'pass', since: NOW, knownState: 'pass', knownAt: NOW }, told: null })
  expect(moveCheck(null, 'unknown', NOW).told).toBeNull()
  expect(moveCheck(null, 'fail', NOW).told).toEqual({ from: null, to: 'fail' })
})

test('unknown neither ends a failing nor begins one, and a failing that goes on after it has its old begin', () => {
  const { standing, told } = moveCheck(FAILS, 'unknown', NOW)
  expect([standing, told, isFailing(standing)]).toEqual([{ state: 'unknown', since: NOW, knownState: 'fail', knownAt: ago(60) }, { from: 'fail', to: 'unknown' }, true])
  expect(moveCheck(standing, 'fail', NOW)).toEqual({ standing: FAILS, told: { from: 'unknown', to: 'fail' } })
  expect(moveCheck(standing, 'pass', NOW)).toEqual({ standing: { state: 'pass', since: NOW, knownState: 'pass', knownAt: NOW }, told: { from: 'unknown', to: 'pass' } })

  const passed: Standing = { state: 'pass', since: ago(60), knownState: 'pass', knownAt: ago(60) }
  const gap = moveCheck(passed, 'unknown', NOW)
  expect([gap.told, isFailing(gap.standing), moveCheck(gap.standing, 'pass', NOW)]).toEqual([null, false, { standing: passed, told: null }])
})

test('the same again moves nothing', () => {
  expect(moveCheck(FAILS, 'fail', NOW)).toEqual({ standing: FAILS, told: null })
})

test('what somebody acknowledged holds until its time, or without one until it changes', () => {
  expect(isAcknowledged({ acknowledgedAt: null, acknowledgedUntil: null }, NOW)).toBe(false)
  expect(isAcknowledged({ acknowledgedAt: ago(5), acknowledgedUntil: null }, NOW)).toBe(true)
  expect(isAcknowledged({ acknowledgedAt: ago(50), acknowledgedUntil: ago(5) }, NOW)).toBe(false)
})
