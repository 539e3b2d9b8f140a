import { AIMS, type Aim } from './aims.ts'

/** What a report counts of one lock. Times as the records have them; null where nothing was measured or it has not come yet. */
export type ReportLock = {
  lockedAt: Date
  closedAt: Date | null
  state: string
  origin: string
  account: string
  customer: { number: string; name: string } | null
  relapses: number
  mailsAccepted: number
  mailsTaken: number
  mailsLeft: number
  leakedWhileWatched: number
  untilLockedMs: number | null
  toldAt: Date | null
  /** When all three answers were there for the first time, and when they were accepted for the first time. */
  answeredAt: Date | null
  acceptedAt: Date | null
  openedAt: Date | null
  wasAskedAgain: boolean
}

/** How a time is spread: the middle one, what nine of ten stay under, the slowest, over how many. */
export type Spread = { median: number; ninety: number; slowest: number; count: number }
export type TimedFigures = { untilLocked: Spread | null; untilTold: Spread | null; untilAnswered: Spread | null; untilJudged: Spread | null; untilOpen: Spread | null }

export type ReportFigures = {
  locks: number
  accounts: number
  customers: number
  byHand: number
  falseAlarms: number
  ended: number
  relapses: number
  mailsAccepted: number
  mailsTaken: number
  mailsLeft: number
  leakedWhileWatched: number
  /** Of those who answered everything, how many had to be asked again. */
  answered: number
  askedAgain: number
  times: TimedFigures
  /** Share of the measured that met the aim; null where nothing was measured. */
  met: { untilLocked: number | null; untilTold: number | null; untilJudged: number | null }
}

/** Figures of all locks that began in a period. False alarms were ours: they count as such and as no customer hit. */
export function reportFigures(locks: ReportLock[]): ReportFigures {
  const real = locks.filter((lock) => lock.state !== 'lifted')
  const sum = (of: (lock: ReportLock) => number) => real.reduce((total, lock) => total + of(lock), 0)
  const answered = real.filter((lock) => lock.answeredAt !== null)
  return {
    locks: real.length,
    accounts: new Set(real.map((lock) => lock.account)).size,
    customers: new Set(real.flatMap((lock) => lock.customer?.number ?? [])).size,
    byHand: real.filter((lock) => lock.origin === 'person').length,
    falseAlarms: locks.length - real.length,
    ended: real.filter((lock) => lock.state === 'ended').length,
    relapses: sum((lock) => lock.relapses),
    mailsAccepted: sum((lock) => lock.mailsAccepted),
    mailsTaken: sum((lock) => lock.mailsTaken),
    mailsLeft: sum((lock) => lock.mailsLeft),
    leakedWhileWatched: sum((lock) => lock.leakedWhileWatched),
    answered: answered.length,
    askedAgain: answered.filter((lock) => lock.wasAskedAgain).length,
    times: timedFigures(real),
    met: { untilLocked: shareMet(real, 'untilLockedMs', untilLocked), untilTold: shareMet(real, 'untilToldMs', untilTold), untilJudged: shareMet(real, 'untilJudgedMs', untilJudged) },
  }
}

const between = (from: Date | null, to: Date | null) => (from === null || to === null ? null : Math.max(0, to.getTime() - from.getTime()))
const untilLocked = (lock: ReportLock) => lock.untilLockedMs
const untilTold = (lock: ReportLock) => between(lock.lockedAt, lock.toldAt)
const untilAnswered = (lock: ReportLock) => between(lock.toldAt, lock.answeredAt)
const untilJudged = (lock: ReportLock) => between(lock.answeredAt, lock.acceptedAt)
const untilOpen = (lock: ReportLock) => between(lock.lockedAt, lock.openedAt)

function timedFigures(locks: ReportLock[]): TimedFigures {
  const spread = (of: (lock: ReportLock) => number | null) => spreadOf(locks.flatMap((lock) => of(lock) ?? []))
  return { untilLocked: spread(untilLocked), untilTold: spread(untilTold), untilAnswered: spread(untilAnswered), untilJudged: spread(untilJudged), untilOpen: spread(untilOpen) }
}

/** Null for nothing measured: no time is not a time of nought. */
export function spreadOf(values: number[]): Spread | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { median: at(0.5), ninety: at(0.9), slowest: sorted.at(-1) ?? 0, count: sorted.length }
}

function shareMet(locks: ReportLock[], aim: Aim, of: (lock: ReportLock) => number | null): number | null {
  const known = locks.flatMap((lock) => of(lock) ?? [])
  return known.length === 0 ? null : known.filter((ms) => ms <= AIMS[aim]).length / known.length
}

export type CustomerHit = { customer: { number: string; name: string } | null; locks: number; accounts: number; relapses: number; mailsTaken: number; mailsLeft: number; lockedMs: number }

/** Who was hit, most locks first; accounts of nobody known count as one of their own. */
export function customersHit(locks: ReportLock[], now: Date): CustomerHit[] {
  const groups = Map.groupBy(locks.filter((lock) => lock.state !== 'lifted'), (lock) => lock.customer?.number ?? '')
  const hits = [...groups.values()].map((own): CustomerHit => ({
    customer: own[0]?.customer ?? null,
    locks: own.length,
    accounts: new Set(own.map((lock) => lock.account)).size,
    relapses: own.reduce((sum, lock) => sum + lock.relapses, 0),
    mailsTaken: own.reduce((sum, lock) => sum + lock.mailsTaken, 0),
    mailsLeft: own.reduce((sum, lock) => sum + lock.mailsLeft, 0),
    lockedMs: own.reduce((sum, lock) => sum + (lock.closedAt ?? now).getTime() - lock.lockedAt.getTime(), 0),
  }))
  return hits.sort((a, b) => b.locks - a.locks || b.mailsTaken - a.mailsTaken || (a.customer?.number ?? '').localeCompare(b.customer?.number ?? ''))
}

export type ReportBar = { at: string; locks: number; relapses: number }
const DAY_MS = 86_400_000
const DAYS = [1, 7, 28]
const BARS_MAX = 60

/** Locks over the period, by day where there is room, else by week or four of them. */
export function reportBars(locks: ReportLock[], { from, to }: { from: Date; to: Date }): { days: number; bars: ReportBar[] } {
  const span = (to.getTime() - from.getTime()) / DAY_MS
  const days = DAYS.find((width) => span / width <= BARS_MAX) ?? 28
  const bars = Array.from({ length: Math.max(1, Math.ceil(span / days)) }, (_, index) => ({ at: new Date(from.getTime() + index * days * DAY_MS).toISOString(), locks: 0, relapses: 0 }))
  for (const lock of locks) {
    const bar = lock.state === 'lifted' ? undefined : bars[Math.floor((lock.lockedAt.getTime() - from.getTime()) / DAY_MS / days)]
    if (!bar) continue
    bar.locks += 1
    bar.relapses += lock.relapses
  }
  return { days, bars }
}
