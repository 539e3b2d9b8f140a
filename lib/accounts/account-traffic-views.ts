import 'server-only'
import type { Db } from '../db.ts'
import { accountHours, accountNetworks, sumBetween, takenByCause, type AccountLock } from './account-page-records.ts'
import { makeSeries, seriesBegin, type HourFigures, type Period, type Series } from './account-series.ts'

export type AccountTraffic = {
  series: Series & { period: Period }
  /** The last day's hours in which it did anything, newest first. */
  hours: (Omit<HourFigures, 'hour'> & { at: string })[]
  networks: { network: string; lastHour: string; hours: number }[]
}

/** What happened since the account's latest lock. */
export type SinceLock = {
  lockedAt: string
  closedAt: string | null
  /** In the window of the crossing. */
  accepted: number | null
  windowSeconds: number | null
  /** Recipients delivered to in the hours of the burst, before the lock. */
  leftBefore: number
  quarantined: Record<string, number>
  lockedMs: number
  refused: number
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const NETWORKS_SHOWN = 20

/** How much the account sent and from where, against its own habit. The burst of its latest lock is no habit. */
export async function trafficOf(db: Db, account: { id: number; locks: AccountLock[] }, { period, now }: { period: Period; now: Date }): Promise<AccountTraffic> {
  const [latest] = account.locks
  const [hours, day, networks] = await Promise.all([
    accountHours(db, account.id, seriesBegin(period, now)),
    accountHours(db, account.id, seriesBegin('24h', now)),
    accountNetworks(db, account.id, new Date(now.getTime() - 28 * DAY_MS), NETWORKS_SHOWN),
  ])
  return {
    series: { period, ...makeSeries(period, hours, now, latest ? burstBegin(latest) : null) },
    hours: day.map(({ hour, ...figures }) => ({ at: hour.toISOString(), ...figures })).reverse(),
    networks: networks.map((one) => ({ ...one, lastHour: one.lastHour.toISOString() })),
  }
}

export async function sinceLockOf(db: Db, accountId: number, lock: AccountLock, now: Date): Promise<SinceLock> {
  const end = lock.closedAt ?? now
  const hourOf = (at: Date) => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)
  const [before, since, quarantined] = await Promise.all([
    sumBetween(db, accountId, hourOf(burstBegin(lock)), lock.lockedAt),
    sumBetween(db, accountId, hourOf(lock.lockedAt), end),
    takenByCause(db, lock.id),
  ])
  return {
    lockedAt: lock.lockedAt.toISOString(),
    closedAt: lock.closedAt?.toISOString() ?? null,
    accepted: lock.evidence.figures?.messages ?? null,
    windowSeconds: lock.evidence.crossing?.windowSeconds ?? null,
    leftBefore: before.delivered,
    quarantined,
    lockedMs: end.getTime() - lock.lockedAt.getTime(),
    refused: since.refused,
  }
}

function burstBegin(lock: AccountLock): Date {
  return lock.evidence.burstBeganAt === null ? lock.lockedAt : new Date(lock.evidence.burstBeganAt)
}
