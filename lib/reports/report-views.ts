import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { listLockMoves } from '../audit/lock-move-records.ts'
import type { Db } from '../db.ts'
import { leftBeforeLock, takenOfLocks } from '../incidents/incident-page-records.ts'
import { addMonths, monthOf, monthPeriod, spanPeriods, type Period, type Span } from './month.ts'
import { firstIncidentAt, listIncidentsOfPeriod, listLocksOfPeriod, type IncidentOfPeriod } from './report-records.ts'
import { customersHit, reportBars, reportFigures, type CustomerHit, type ReportBar, type ReportFigures, type ReportLock } from './report.ts'

export type IncidentCounts = { opened: number; open: number; reviewed: number; toReview: number; silentHosts: number; silentMs: number; receiverBlocks: number; blockedMs: number }
export type HitForPage = Omit<CustomerHit, 'customer'> & { customer: { number: string; name: string | null } | null }

export type Report = {
  from: string
  to: string
  /** False when customers appear by number only. */
  seesNames: boolean
  figures: ReportFigures
  /** The same for the time before, to compare with. */
  before: ReportFigures
  incidents: IncidentCounts
  incidentsBefore: IncidentCounts
  bars: { days: number; bars: ReportBar[] }
  hits: HitForPage[]
  hitsTotal: number
}

export type MonthReport = Report & { month: string; earlier: string; later: string | null; isRunning: boolean }
export type MonthRow = { month: string; figures: ReportFigures; incidents: IncidentCounts }

const HITS_SHOWN = 10
const MONTHS_SHOWN = 24

/** What happened in the last so many days, beside as many before them; null for whoever reads no reports. */
export async function getReport(viewer: Viewer, { span, now }: { span: Span; now: Date }): Promise<Report | null> {
  if (!may(viewer, 'see-reports')) return null
  const { period, before } = spanPeriods(span, now)
  return reportOf(webDb(), viewer, period, before, now)
}

/** One month beside the one before it; null for a month that has not begun, and for whoever reads no reports. */
export async function getMonthReport(viewer: Viewer, month: string, { zone, now }: { zone: string; now: Date }): Promise<MonthReport | null> {
  const running = monthOf(now, zone)
  if (!may(viewer, 'see-reports') || month > running) return null
  const earlier = addMonths(month, -1)
  const report = await reportOf(webDb(), viewer, monthPeriod(month, zone), monthPeriod(earlier, zone), now)
  return { ...report, month, earlier, later: month === running ? null : addMonths(month, 1), isRunning: month === running }
}

/** Every month since the first incident, the newest first, at most two years. */
export async function listMonths(viewer: Viewer, { zone, now }: { zone: string; now: Date }): Promise<MonthRow[]> {
  if (!may(viewer, 'see-reports')) return []
  const db = webDb()
  const first = await firstIncidentAt(db)
  if (!first) return []
  const running = monthOf(now, zone)
  const begin = [monthOf(first, zone), addMonths(running, 1 - MONTHS_SHOWN)].sort().at(-1) ?? running
  const months: string[] = []
  for (let month = running; month >= begin; month = addMonths(month, -1)) months.push(month)

  const span = { from: monthPeriod(begin, zone).from, to: monthPeriod(running, zone).to }
  const [locks, incidents] = await Promise.all([readLocks(db, span), listIncidentsOfPeriod(db, span)])
  const locksOf = Map.groupBy(locks, (lock) => monthOf(lock.lockedAt, zone))
  const incidentsOf = Map.groupBy(incidents, (incident) => monthOf(incident.openedAt, zone))
  return months.map((month) => ({ month, figures: reportFigures(locksOf.get(month) ?? []), incidents: countIncidents(incidentsOf.get(month) ?? [], now) }))
}

async function reportOf(db: Db, viewer: Viewer, period: Period, before: Period, now: Date): Promise<Report> {
  const seesNames = may(viewer, 'see-names-in-reports')
  const [locks, locksBefore, incidents, incidentsBefore] = await Promise.all([readLocks(db, period), readLocks(db, before), listIncidentsOfPeriod(db, period), listIncidentsOfPeriod(db, before)])
  const hits = customersHit(locks, now)
  return {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    seesNames,
    figures: reportFigures(locks),
    before: reportFigures(locksBefore),
    incidents: countIncidents(incidents, now),
    incidentsBefore: countIncidents(incidentsBefore, now),
    bars: reportBars(locks, period),
    hits: hits.slice(0, HITS_SHOWN).map(({ customer, ...hit }) => ({ ...hit, customer: customer && { number: customer.number, name: seesNames ? customer.name : null } })),
    hitsTotal: hits.length,
  }
}

async function readLocks(db: Db, period: Period): Promise<ReportLock[]> {
  const rows = await listLocksOfPeriod(db, period)
  const ids = rows.map((row) => row.id)
  const [taken, left, moves] = await Promise.all([takenOfLocks(db, ids), leftBeforeLock(db, ids), listLockMoves(db, ids)])
  const movesOf = Map.groupBy(moves, (move) => move.lockId)
  return rows.map(({ id, account, evidence, leaked, ...row }) => {
    const firstTo = (state: string) => movesOf.get(id)?.find((move) => move.to === state)?.at ?? null
    const { crossedAt, inForceAt, figures } = evidence
    return {
      ...row,
      account: account.name,
      customer: account.customer,
      mailsAccepted: figures?.messages ?? 0,
      mailsTaken: taken.get(id) ?? 0,
      mailsLeft: (left.get(id) ?? 0) + leaked,
      leakedWhileWatched: leaked,
      untilLockedMs: crossedAt === null || inForceAt === null ? null : Math.max(0, Date.parse(inForceAt) - Date.parse(crossedAt)),
      answeredAt: firstTo('answered'),
      acceptedAt: firstTo('accepted'),
      openedAt: firstTo('open'),
    }
  })
}

function countIncidents(incidents: IncidentOfPeriod[], now: Date): IncidentCounts {
  const silent = incidents.filter((incident) => incident.kind === 'silent-host')
  const blocks = incidents.filter((incident) => incident.kind === 'receiver-block')
  const lasted = (some: IncidentOfPeriod[]) => some.reduce((sum, { openedAt, endedAt }) => sum + (endedAt ?? now).getTime() - openedAt.getTime(), 0)
  const over = incidents.filter((incident) => incident.endedAt !== null)
  return {
    opened: incidents.length,
    open: incidents.length - over.length,
    reviewed: incidents.filter((incident) => incident.isReviewed).length,
    toReview: over.filter((incident) => !incident.isReviewed).length,
    silentHosts: silent.length,
    silentMs: lasted(silent),
    receiverBlocks: blocks.length,
    blockedMs: lasted(blocks),
  }
}
