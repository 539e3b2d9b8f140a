import { expect, test } from 'vitest'
import { customersHit, reportBars, reportFigures, spreadOf, type ReportLock } from './report.ts'

const at = (day: number, minute = 0) => new Date(Date.UTC(2026, 10, day, 12, minute))
const BAKERY = { number: '10417', name: 'Bäckerei Muster' }

function lock(more: Partial<ReportLock> = {}): ReportLock {
  return {
    lockedAt: at(1), closedAt: at(1, 90), state: 'open', origin: 'agent', account: 'a@x', customer: BAKERY, relapses: 0, mailsAccepted: 100, mailsTaken: 80, mailsLeft: 20,
    leakedWhileWatched: 0, untilLockedMs: 400, toldAt: at(1, 1), answeredAt: at(1, 61), acceptedAt: at(1, 71), openedAt: at(1, 90), wasAskedAgain: false, ...more,
  }
}

test('a period in figures: who was hit, how much, how fast', () => {
  const figures = reportFigures([lock(), lock({ account: 'b@x', relapses: 1, wasAskedAgain: true }), lock({ account: 'c@y', customer: null, origin: 'person', untilLockedMs: null })])
  expect(figures).toMatchObject({ locks: 3, accounts: 3, customers: 1, byHand: 1, falseAlarms: 0, relapses: 1, mailsAccepted: 300, answered: 3, askedAgain: 1 })
  expect(figures.times.untilTold).toEqual({ median: 60_000, ninety: 60_000, slowest: 60_000, count: 3 })
  expect(figures.times.untilAnswered?.median).toBe(3_600_000)
  expect(figures.times.untilLocked?.count).toBe(2)
  expect(figures.met).toEqual({ untilLocked: 1, untilTold: 1, untilJudged: 1 })
})

// We locked somebody who had done nothing: he was hit by us, and his mails were no spam.
test('a false alarm counts as one, and as nothing else', () => {
  expect(reportFigures([lock({ state: 'lifted' })])).toMatchObject({ locks: 0, customers: 0, falseAlarms: 1, mailsAccepted: 0, times: { untilLocked: null } })
})

test('an aim that was missed shows as a share, and what was not measured counts neither way', () => {
  const figures = reportFigures([lock({ untilLockedMs: 1400 }), lock({ untilLockedMs: 900 }), lock({ untilLockedMs: null }), lock({ toldAt: null, answeredAt: null, acceptedAt: null })])
  expect(figures.met.untilLocked).toBeCloseTo(2 / 3)
  expect(figures.met.untilTold).toBe(1)
  expect(reportFigures([]).met).toEqual({ untilLocked: null, untilTold: null, untilJudged: null })
})

test('the middle, nine of ten, the slowest', () => {
  expect(spreadOf([5, 1, 3, 2, 4, 6, 7, 8, 9, 100])).toEqual({ median: 5, ninety: 9, slowest: 100, count: 10 })
  expect(spreadOf([7])).toEqual({ median: 7, ninety: 7, slowest: 7, count: 1 })
  expect(spreadOf([])).toBeNull()
})

test('customers hit most come first, those of nobody known are one line', () => {
  const hits = customersHit([lock({ customer: null, account: 's@z' }), lock(), lock({ account: 'b@x', closedAt: null, lockedAt: at(2) })], at(3))
  expect(hits.map(({ customer, locks, accounts }) => [customer?.number ?? null, locks, accounts])).toEqual([['10417', 2, 2], [null, 1, 1]])
  expect(hits[0]?.lockedMs).toBe(90 * 60_000 + 86_400_000)
})

test('a month is told by the day, a year by the week', () => {
  const month = reportBars([lock({ lockedAt: at(1) }), lock({ lockedAt: at(3), relapses: 2 }), lock({ lockedAt: at(3), state: 'lifted' })], { from: at(1), to: at(29) })
  expect([month.days, month.bars.length, month.bars[0]?.locks, month.bars[2]]).toMatchObject([1, 28, 1, { locks: 1, relapses: 2 }])
  expect(reportBars([], { from: new Date(0), to: new Date(365 * 86_400_000) }).days).toBe(7)
})
