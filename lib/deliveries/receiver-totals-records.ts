import type { Db, Tx } from '../db.ts'
import { Prisma } from '../generated/prisma/client.ts'
import { transact } from '../transact.ts'
import { COUNTS_AS, FIGURES, FIGURES_GROW, figureSums } from './pair-columns.ts'
import { RULES } from './rules.ts'

/** Held by all who store cells together, and alone by who closes an hour or a day. */
const CLOSING = 826_366_546
/** Agents have told the end of an hour by then; what comes later is added by who stores it. */
const CLOSED_AFTER_MS = 15 * 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MONTH_MS = 30 * DAY_MS

/** Up to where hours and days are closed, from which day DeliveryMonth counts, and by which rules. */
export type Totals = { hoursUntil: Date; daysFrom: Date; daysUntil: Date; rules: string }

/** What a cell of a closed hour or day grew by. */
export type Growth = { receiver: string; outcome: string; refusalClass: string; more: number }

/** Whether a step's hour or day is closed. */
export function isClosed({ hoursUntil, daysUntil }: Totals, step: Date): boolean {
  return floor(step, HOUR_MS) < hoursUntil || floor(step, DAY_MS) < daysUntil
}

/** Adds what was told of an hour or day that is closed. The totals are held. */
export async function addLate(tx: Tx, { hoursUntil, daysFrom, daysUntil, rules }: Totals, { hostId, step, cells }: { hostId: number; step: Date; cells: Growth[] }): Promise<void> {
  const [hour, day] = [floor(step, HOUR_MS), floor(step, DAY_MS)]
  const [isHourClosed, isDayClosed] = [hour < hoursUntil, day < daysUntil]
  const late = Prisma.sql`SELECT * FROM jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) AS late (receiver text, outcome text, "refusalClass" text, more int)`
  const sums = Prisma.sql`receiver, outcome, "refusalClass", sum(more) FROM (${late}) AS late GROUP BY receiver, outcome, "refusalClass" ORDER BY receiver, outcome, "refusalClass"`
  if (isHourClosed) await tx.$executeRaw`
    INSERT INTO "ReceiverHour" (hour, receiver, outcome, "refusalClass", count) SELECT ${hour}, ${sums}
    ON CONFLICT (receiver, hour, outcome, "refusalClass") DO UPDATE SET count = "ReceiverHour".count + EXCLUDED.count`
  if (isDayClosed) await tx.$executeRaw`
    INSERT INTO "ReceiverDay" (day, receiver, outcome, "refusalClass", count) SELECT ${dayOf(day)}::date, ${sums}
    ON CONFLICT (receiver, day, outcome, "refusalClass") DO UPDATE SET count = "ReceiverDay".count + EXCLUDED.count`
  if (isDayClosed && day >= daysFrom && rules === RULES) await tx.$executeRaw`
    INSERT INTO "DeliveryMonth" ("hostId", receiver, ${FIGURES})
    SELECT ${hostId}, receiver, ${figureSums(Prisma.sql`more`)} FROM (SELECT receiver, more, ${COUNTS_AS} AS counts_as FROM (${late}) AS late) AS late GROUP BY receiver ORDER BY receiver
    ON CONFLICT (receiver, "hostId") DO UPDATE SET ${FIGURES_GROW}`
}

/** Closes hours and days that are over, one at a time, so that nobody who stores cells waits long; answers how many. */
export async function closeTotals(db: Db, now: Date, signal?: AbortSignal): Promise<number> {
  let closed = 0
  while (!signal?.aborted && (await closeNext(db, now))) closed += 1
  return closed
}

async function closeNext(db: Db, now: Date): Promise<boolean> {
  return transact(db, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CLOSING})`
    const totals = await tx.receiverTotals.findUniqueOrThrow({ where: { id: 1 } })
    const over = new Date(now.getTime() - CLOSED_AFTER_MS)
    const from = new Date(Math.min(floor(new Date(now.getTime() - MONTH_MS), DAY_MS).getTime(), totals.daysUntil.getTime()))
    if (totals.rules !== RULES) await countMonthAnew(tx, totals, from)
    else if (totals.hoursUntil < floor(over, HOUR_MS)) await closeHour(tx, totals.hoursUntil)
    else if (totals.daysUntil < floor(over, DAY_MS)) await closeDay(tx, totals.daysUntil)
    else if (totals.daysFrom < from) await moveMonthOn(tx, totals.daysFrom, from)
    else return false
    return true
  })
}

async function closeHour(tx: Tx, hour: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ReceiverHour" (hour, receiver, outcome, "refusalClass", count)
    SELECT hour, receiver, outcome, "refusalClass", sum(count) FROM "DeliveryHour" WHERE hour = ${hour} GROUP BY hour, receiver, outcome, "refusalClass"
    ON CONFLICT (receiver, hour, outcome, "refusalClass") DO UPDATE SET count = EXCLUDED.count`
  await tx.receiverTotals.update({ where: { id: 1 }, data: { hoursUntil: new Date(hour.getTime() + HOUR_MS) } })
}

async function closeDay(tx: Tx, day: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ReceiverDay" (day, receiver, outcome, "refusalClass", count)
    SELECT day, receiver, outcome, "refusalClass", sum(count) FROM "DeliveryDay" WHERE day = ${dayOf(day)}::date GROUP BY day, receiver, outcome, "refusalClass"
    ON CONFLICT (receiver, day, outcome, "refusalClass") DO UPDATE SET count = EXCLUDED.count`
  await addDays(tx, day, new Date(day.getTime() + DAY_MS), Prisma.sql`count`)
  await tx.receiverTotals.update({ where: { id: 1 }, data: { daysUntil: new Date(day.getTime() + DAY_MS) } })
}

async function moveMonthOn(tx: Tx, from: Date, to: Date): Promise<void> {
  await addDays(tx, from, to, Prisma.sql`-count`)
  await tx.$executeRaw`DELETE FROM "DeliveryMonth" WHERE delivered = 0 AND deferred = 0 AND refused = 0 AND others = 0`
  await tx.receiverTotals.update({ where: { id: 1 }, data: { daysFrom: to } })
}

async function countMonthAnew(tx: Tx, { daysUntil }: Totals, from: Date): Promise<void> {
  await tx.$executeRaw`DELETE FROM "DeliveryMonth"`
  await addDays(tx, from, daysUntil, Prisma.sql`count`)
  await tx.receiverTotals.update({ where: { id: 1 }, data: { daysFrom: from, rules: RULES } })
}

async function addDays(tx: Tx, from: Date, until: Date, amount: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "DeliveryMonth" ("hostId", receiver, ${FIGURES})
    SELECT "hostId", receiver, ${figureSums(amount)} FROM (
      SELECT "hostId", receiver, count, ${COUNTS_AS} AS counts_as FROM "DeliveryDay" WHERE day >= ${dayOf(from)}::date AND day < ${dayOf(until)}::date
    ) AS cells GROUP BY "hostId", receiver
    ON CONFLICT (receiver, "hostId") DO UPDATE SET ${FIGURES_GROW}`
}

function floor(at: Date, ms: number): Date {
  return new Date(Math.floor(at.getTime() / ms) * ms)
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
