import type { Db, Tx } from '../db.ts'
import { Prisma } from '../generated/prisma/client.ts'
import { NOT_ABOUT_US } from './matrix.ts'
import { hoursFrom, stepsFrom, weekFrom } from './period-buckets.ts'

/** Figures that were summed by other rules than today's are counted anew. */
export const RULES = [...NOT_ABOUT_US].sort().join(' ')

const SPANS = ['hour', 'day', 'week'] as const
const ENDS = ['Delivered', 'Deferred', 'Refused', 'Others'] as const
/** The twelve figures of a pair. */
export const FIGURES = SPANS.flatMap((span) => ENDS.map((end) => ({ span, end, column: `${span}${end}` })))

/** What an attempt counts as, the same as `addToPair` says. */
export const COUNTS_AS = Prisma.sql`CASE WHEN outcome = 'delivered' THEN 'Delivered' WHEN "refusalClass" = ANY (${[...NOT_ABOUT_US]}) THEN 'Others'
  WHEN outcome = 'deferred' THEN 'Deferred' ELSE 'Refused' END`

/**
 * Brings a host's running figures to this hour: what left the last hour, 24 hours or 7 days is subtracted. The host's
 * row is held by whoever calls. Figures that never were, or are of other rules, are counted anew; a clock that went back
 * changes nothing.
 */
export async function moveWindowOn(tx: Tx, hostId: number, now: Date): Promise<void> {
  const [known] = await tx.$queryRaw<{ stepsFrom: Date; hoursFrom: Date; rules: string }[]>`
    SELECT "stepsFrom", "hoursFrom", rules FROM "DeliveryWindow" WHERE "hostId" = ${hostId}`
  if (known?.rules !== RULES) return countAnew(tx, hostId, now)
  const next = { steps: later(known.stepsFrom, stepsFrom(now)), hours: later(known.hoursFrom, hoursFrom(now)) }
  if (next.steps > known.stepsFrom || next.hours > known.hoursFrom) await subtract(tx, hostId, { steps: known.stepsFrom, hours: known.hoursFrom }, next)
}

/** Hosts whose running figures begin too early, never were or are of other rules. */
export async function hostsToMoveOn(db: Db, now: Date): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT host.id FROM "Host" host LEFT JOIN "DeliveryWindow" figures ON figures."hostId" = host.id
    WHERE figures."hostId" IS NULL OR figures.rules <> ${RULES} OR figures."stepsFrom" < ${stepsFrom(now)} OR figures."hoursFrom" < ${hoursFrom(now)} ORDER BY host.id`
  return rows.map(({ id }) => id)
}

type Begin = { steps: Date; hours: Date }

async function subtract(tx: Tx, hostId: number, from: Begin, to: Begin): Promise<void> {
  const set = Prisma.raw(FIGURES.map(({ column }) => `"${column}" = pair."${column}" - gone."${column}"`).join(', '))
  await tx.$executeRaw`
    WITH gone AS (${sums(hostId, from, to)})
    UPDATE "DeliveryPair" pair SET ${set} FROM gone WHERE pair."hostId" = ${hostId} AND pair.receiver = gone.receiver`
  await tx.$executeRaw`UPDATE "DeliveryWindow" SET "stepsFrom" = ${to.steps}, "hoursFrom" = ${to.hours} WHERE "hostId" = ${hostId}`
  if (to.hours > from.hours) await tx.$executeRaw`
    DELETE FROM "DeliveryPair" WHERE "hostId" = ${hostId} AND "weekDelivered" = 0 AND "weekDeferred" = 0 AND "weekRefused" = 0 AND "weekOthers" = 0`
}

/** Counts a host's running figures from its steps and hours. */
async function countAnew(tx: Tx, hostId: number, now: Date): Promise<void> {
  const from = { steps: stepsFrom(now), hours: hoursFrom(now) }
  const columns = Prisma.raw(FIGURES.map(({ column }) => `"${column}"`).join(', '))
  await tx.$executeRaw`DELETE FROM "DeliveryPair" WHERE "hostId" = ${hostId}`
  await tx.$executeRaw`
    WITH found AS (${sums(hostId, from, null)})
    INSERT INTO "DeliveryPair" ("hostId", receiver, ${columns}) SELECT ${hostId}, receiver, ${columns} FROM found`
  await tx.$executeRaw`
    INSERT INTO "DeliveryWindow" ("hostId", "stepsFrom", "hoursFrom", "lastStep", rules)
    SELECT ${hostId}, ${from.steps}, ${from.hours}, coalesce((SELECT max(step) FROM "DeliveryStep" WHERE "hostId" = ${hostId}), ${from.steps}::timestamptz), ${RULES}
    ON CONFLICT ("hostId") DO UPDATE SET "stepsFrom" = EXCLUDED."stepsFrom", "hoursFrom" = EXCLUDED."hoursFrom", "lastStep" = EXCLUDED."lastStep", rules = EXCLUDED.rules`
}

/** The figures of one host from what lies between two beginnings; without the second, of all that came since. */
function sums(hostId: number, from: Begin, to: Begin | null): Prisma.Sql {
  const between = (bucket: 'step' | 'hour', first: Date, last: Date | undefined) =>
    Prisma.sql`"hostId" = ${hostId} AND ${Prisma.raw(bucket)} >= ${first} ${last ? Prisma.sql`AND ${Prisma.raw(bucket)} < ${last}` : Prisma.empty}`
  const figures = Prisma.raw(FIGURES.map(({ span, end, column }) => `coalesce(sum(count) FILTER (WHERE span = '${span}' AND ends = '${end}'), 0)::int AS "${column}"`).join(', '))
  return Prisma.sql`SELECT receiver, ${figures} FROM (
    SELECT 'hour' AS span, receiver, ${COUNTS_AS} AS ends, count FROM "DeliveryStep" WHERE ${between('step', from.steps, to?.steps)}
    UNION ALL SELECT 'day', receiver, ${COUNTS_AS}, count FROM "DeliveryHour" WHERE ${between('hour', from.hours, to?.hours)}
    UNION ALL SELECT 'week', receiver, ${COUNTS_AS}, count FROM "DeliveryHour" WHERE ${between('hour', weekFrom(from.hours), to ? weekFrom(to.hours) : undefined)}
  ) AS cells GROUP BY receiver`
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}
