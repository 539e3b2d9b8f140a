import type { Db, Tx } from '../db.ts'
import { Prisma } from '../generated/prisma/client.ts'
import { COUNTS_AS, PAIR_COLUMNS, PAIR_SHRINKS, PAIR_SUMS } from './pair-columns.ts'
import { hoursFrom, stepsFrom, weekFrom } from './period-buckets.ts'
import type { Totals } from './receiver-totals-records.ts'
import { RULES } from './rules.ts'

/**
 * Brings a host's running figures to this hour: what left the last hour, 24 hours or 7 days is subtracted. The host's
 * row is held by whoever calls. Figures that never were, or are of other rules, are counted anew; a clock that went back
 * changes nothing. Keeps hours and days from being closed meanwhile, and answers up to where they are.
 */
export async function moveWindowOn(tx: Tx, hostId: number, now: Date): Promise<Totals> {
  const [known] = await tx.$queryRaw<(Totals & { stepsFrom: Date; hoursFrom: Date; windowRules: string | null })[]>`
    SELECT totals."hoursUntil", totals."daysFrom", totals."daysUntil", totals.rules, "stepsFrom", "hoursFrom", w.rules AS "windowRules"
    FROM history.hold_totals() totals LEFT JOIN "DeliveryWindow" w ON "hostId" = ${hostId}`
  if (!known) throw new Error('the row of ReceiverTotals is missing')
  if (known.windowRules === RULES) await moveOn(tx, hostId, known, now)
  else await countAnew(tx, hostId, now)
  return known
}

async function moveOn(tx: Tx, hostId: number, known: { stepsFrom: Date; hoursFrom: Date }, now: Date): Promise<void> {
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
  await tx.$executeRaw`
    WITH gone AS (${sums(hostId, from, to)})
    UPDATE "DeliveryPair" pair SET ${PAIR_SHRINKS} FROM gone WHERE pair."hostId" = ${hostId} AND pair.receiver = gone.receiver`
  await tx.$executeRaw`UPDATE "DeliveryWindow" SET "stepsFrom" = ${to.steps}, "hoursFrom" = ${to.hours} WHERE "hostId" = ${hostId}`
  if (to.hours > from.hours) await tx.$executeRaw`
    DELETE FROM "DeliveryPair" WHERE "hostId" = ${hostId} AND "weekDelivered" = 0 AND "weekDeferred" = 0 AND "weekRefused" = 0 AND "weekOthers" = 0`
}

/** Counts a host's running figures from its steps and hours. */
async function countAnew(tx: Tx, hostId: number, now: Date): Promise<void> {
  const from = { steps: stepsFrom(now), hours: hoursFrom(now) }
  await tx.$executeRaw`DELETE FROM "DeliveryPair" WHERE "hostId" = ${hostId}`
  await tx.$executeRaw`
    WITH found AS (${sums(hostId, from, null)})
    INSERT INTO "DeliveryPair" ("hostId", receiver, ${PAIR_COLUMNS}) SELECT ${hostId}, receiver, ${PAIR_COLUMNS} FROM found`
  await tx.$executeRaw`
    INSERT INTO "DeliveryWindow" ("hostId", "stepsFrom", "hoursFrom", "lastStep", rules)
    SELECT ${hostId}, ${from.steps}, ${from.hours}, coalesce((SELECT max(step) FROM "DeliveryStep" WHERE "hostId" = ${hostId}), ${from.steps}::timestamptz), ${RULES}
    ON CONFLICT ("hostId") DO UPDATE SET "stepsFrom" = EXCLUDED."stepsFrom", "hoursFrom" = EXCLUDED."hoursFrom", "lastStep" = EXCLUDED."lastStep", rules = EXCLUDED.rules`
}

/** The figures of one host from what lies between two beginnings; without the second, of all that came since. */
function sums(hostId: number, from: Begin, to: Begin | null): Prisma.Sql {
  const hours = (first: Date, last: Date | undefined) => Prisma.sql`"hostId" = ${hostId} AND hour >= ${first} ${last ? Prisma.sql`AND hour < ${last}` : Prisma.empty}`
  return Prisma.sql`SELECT receiver, ${PAIR_SUMS} FROM (
    SELECT receiver, ${COUNTS_AS} AS counts_as, count, TRUE AS in_hour, FALSE AS in_day, FALSE AS in_week FROM "DeliveryStep"
      WHERE "hostId" = ${hostId} AND step >= ${from.steps} ${to ? Prisma.sql`AND step < ${to.steps}` : Prisma.empty}
    UNION ALL SELECT receiver, ${COUNTS_AS}, count, FALSE, TRUE, FALSE FROM "DeliveryHour" WHERE ${hours(from.hours, to?.hours)}
    UNION ALL SELECT receiver, ${COUNTS_AS}, count, FALSE, FALSE, TRUE FROM "DeliveryHour" WHERE ${hours(weekFrom(from.hours), to ? weekFrom(to.hours) : undefined)}
  ) AS cells GROUP BY receiver`
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}
