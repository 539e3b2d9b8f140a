import { Prisma } from '../generated/prisma/client.ts'
import { STEP_SECONDS } from '../protocol/deliveries.ts'
import { PERIOD_MS, type MatrixPeriod } from './matrix.ts'

const STEP_MS = STEP_SECONDS * 1000
const HOUR_MS = 3_600_000

/** Where the figures of a period lie: the table, its column of time, and the first step or hour that counts. */
export function bucketsOf(period: MatrixPeriod, now: Date): { table: Prisma.Sql; bucket: Prisma.Sql; since: Date } {
  return period === '60m'
    ? { table: Prisma.sql`"DeliveryStep"`, bucket: Prisma.sql`step`, since: stepsFrom(now) }
    : { table: Prisma.sql`"DeliveryHour"`, bucket: Prisma.sql`hour`, since: period === '24h' ? hoursFrom(now) : weekFrom(hoursFrom(now)) }
}

/** The first step that lies wholly in the last hour. */
export function stepsFrom(now: Date): Date {
  return new Date(Math.ceil((now.getTime() - PERIOD_MS['60m']) / STEP_MS) * STEP_MS)
}

/** The hour that was running 24 hours ago. */
export function hoursFrom(now: Date): Date {
  return new Date(Math.floor((now.getTime() - PERIOD_MS['24h']) / HOUR_MS) * HOUR_MS)
}

/** The hour that was running 7 days ago, from that of 24 hours ago. */
export function weekFrom(hours: Date): Date {
  return new Date(hours.getTime() - PERIOD_MS['7d'] + PERIOD_MS['24h'])
}
