import { Prisma } from '../generated/prisma/client.ts'
import { BIN_MS, type Span } from './delivery-period.ts'

/** Where the figures of a span lie: in steps for an hour, in hours for a week, in days of UTC for a month. */
export type CountedIn = {
  table: Prisma.Sql
  /** When what a row counts began. */
  at: Prisma.Sql
  /** That a row lies in the span. */
  isIn: Prisma.Sql
  /** The number of the row's bin in the span. */
  bin: Prisma.Sql
}

const DAY = Prisma.sql`(day::timestamp AT TIME ZONE 'UTC')`

export function countedIn(span: Span): CountedIn {
  if (span.period === '30d') return { table: Prisma.sql`"DeliveryDay"`, at: DAY, isIn: Prisma.sql`day >= ${dayOf(span.from)}::date AND day < ${dayOf(span.until)}::date AND count > 0`, bin: binOf(DAY, span) }
  const at = span.period === '60m' ? Prisma.sql`step` : Prisma.sql`hour`
  const table = span.period === '60m' ? Prisma.sql`"DeliveryStep"` : Prisma.sql`"DeliveryHour"`
  return { table, at, isIn: Prisma.sql`${at} >= ${span.from} AND ${at} < ${span.until} AND count > 0`, bin: binOf(at, span) }
}

/** Counted from the end, so that only the first bin may be shorter than the others. */
function binOf(at: Prisma.Sql, { bins, until, period }: Span): Prisma.Sql {
  return Prisma.sql`(${bins - 1}::int - floor((extract(epoch FROM ${until}::timestamptz - ${at}) * 1000 - 1) / ${BIN_MS[period]}::int)::int)`
}

/** A day of UTC as the database reads it. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
