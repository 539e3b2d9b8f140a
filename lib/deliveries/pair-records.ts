import type { Db } from '../db.ts'
import { Prisma } from '../generated/prisma/client.ts'
import { deliveryOutcome, type DeliveryOutcome } from '../protocol/deliveries.ts'
import { PERIOD_MS, type MatrixPeriod } from './matrix.ts'
import { bucketsOf } from './period-buckets.ts'

const TREND_HOURS = 24
const SAMPLES = 60

export type HourSum = { hour: string; outcome: DeliveryOutcome; refusalClass: string; count: number }

/** What one host's attempts to one receiver met in each of the last 24 hours. */
export async function hourlySums(db: Db, of: { hostId: number; receiver: string }, now: Date): Promise<HourSum[]> {
  const since = new Date(now.getTime() - TREND_HOURS * 3_600_000)
  const rows = await db.deliveryHour.groupBy({
    by: ['hour', 'outcome', 'refusalClass'], where: { ...of, hour: { gt: since, lte: now } }, _sum: { count: true }, orderBy: { hour: 'asc' },
  })
  return rows.map(({ hour, outcome, refusalClass, _sum }) => ({ hour: hour.toISOString(), outcome: deliveryOutcome.parse(outcome), refusalClass, count: _sum.count ?? 0 }))
}

export type Sample = { at: string; outcome: DeliveryOutcome; refusalClass: string; account: string | null; reply: string }

/** The newest refusals of a period in the receiver's own words. */
export async function listSamples(db: Db, of: { hostId: number; receiver: string }, period: MatrixPeriod, now: Date): Promise<Sample[]> {
  const rows = await db.replySample.findMany({
    where: { ...of, at: { gte: new Date(now.getTime() - PERIOD_MS[period]), lte: now } },
    orderBy: { at: 'desc' }, take: SAMPLES, select: { at: true, outcome: true, refusalClass: true, account: true, reply: true },
  })
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), outcome: deliveryOutcome.parse(row.outcome) }))
}

/** Other hosts that got the same class of refusal from the receiver in the period. */
export async function hostsWithClass(db: Db, of: { receiver: string; refusalClasses: string[]; notHostId: number }, period: MatrixPeriod, now: Date): Promise<string[]> {
  const { table, bucket, since } = bucketsOf(period, now)
  const isMet = Prisma.sql`receiver = ${of.receiver} AND "refusalClass" = ANY (${of.refusalClasses.filter((name) => name !== '')}) AND "refusalClass" <> '' AND ${bucket} >= ${since} AND ${bucket} <= ${now}`
  // An hour is few steps of all hosts; of a week's hours each host's are asked for until the first is found.
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT name FROM "Host" WHERE id <> ${of.notHostId} AND ${period === '60m'
      ? Prisma.sql`id IN (SELECT "hostId" FROM ${table} WHERE ${isMet})`
      : Prisma.sql`EXISTS (SELECT 1 FROM ${table} WHERE "hostId" = "Host".id AND ${isMet} OFFSET 0)`} ORDER BY name`
  return rows.map(({ name }) => name)
}

/** The newest refusals of one receiver, or of all, in their own words. */
export async function listNewestSamples(db: Db, receiver: string | null, limit: number): Promise<{ receiver: string; refusalClass: string; reply: string }[]> {
  return db.replySample.findMany({ where: receiver === null ? {} : { receiver }, orderBy: { at: 'desc' }, take: limit, select: { receiver: true, refusalClass: true, reply: true } })
}
