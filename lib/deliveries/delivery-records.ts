import type { Db, Tx } from '../db.ts'
import type { EventOf } from '../protocol/events.ts'
import { COUNTS_AS, PAIR_COLUMNS, PAIR_GROWS, PAIR_SUMS } from './pair-columns.ts'
import { addLate, isClosed, type Growth } from './receiver-totals-records.ts'
import { moveWindowOn } from './window-records.ts'

/**
 * What attempts met in one step on one host. A cell told again replaces what was told before; its hour, its day and the
 * running figures grow by the difference, so that an event stored twice counts once. The host's row is held, so nobody
 * else stores its cells.
 */
export async function storeDeliveries(tx: Tx, hostId: number, { step, cells, samples }: EventOf<'deliveries'>, now: Date): Promise<void> {
  if (cells.length > 0) {
    const totals = await moveWindowOn(tx, hostId, now)
    const at = new Date(step)
    const late = await storeCells(tx, hostId, at, cells, isClosed(totals, at))
    if (late.length > 0) await addLate(tx, totals, { hostId, step: at, cells: late })
  }
  if (samples.length > 0) await tx.replySample.createMany({ data: samples.map((sample) => ({ ...sample, hostId, at: new Date(sample.at) })) })
}

/** Answers what grew if that is wanted. */
async function storeCells(tx: Tx, hostId: number, step: Date, cells: EventOf<'deliveries'>['cells'], isGrowthWanted: boolean): Promise<Growth[]> {
  const column = <T>(of: (cell: (typeof cells)[number]) => T): T[] => cells.map(of)
  const hour = new Date(Math.floor(step.getTime() / 3_600_000) * 3_600_000)
  return tx.$queryRaw<Growth[]>`
    WITH told AS (
      SELECT * FROM unnest(
        ${column(({ receiver }) => receiver)}::text[], ${column(({ outcome }) => outcome)}::text[],
        ${column(({ refusalClass }) => refusalClass ?? '')}::text[], ${column(({ ip }) => ip ?? '')}::text[], ${column(({ count }) => count)}::int[]
      ) AS cell (receiver, outcome, "refusalClass", ip, count)
    ), grown AS (
      SELECT told.*, told.count - coalesce(before.count, 0) AS more
      FROM told LEFT JOIN (SELECT * FROM "DeliveryStep" WHERE "hostId" = ${hostId} AND step = ${step}) AS before USING (receiver, outcome, "refusalClass", ip)
      WHERE told.count IS DISTINCT FROM before.count
    ), stored AS (
      INSERT INTO "DeliveryStep" (step, "hostId", receiver, outcome, "refusalClass", ip, count)
      SELECT ${step}, ${hostId}, receiver, outcome, "refusalClass", ip, count FROM grown
      ON CONFLICT ("hostId", step, receiver, outcome, "refusalClass", ip) DO UPDATE SET count = EXCLUDED.count
    ), hours AS (
      INSERT INTO "DeliveryHour" (hour, "hostId", receiver, outcome, "refusalClass", ip, count)
      SELECT ${hour}, ${hostId}, receiver, outcome, "refusalClass", ip, more FROM grown
      ON CONFLICT ("hostId", hour, receiver, outcome, "refusalClass", ip) DO UPDATE SET count = "DeliveryHour".count + EXCLUDED.count
    ), days AS (
      INSERT INTO "DeliveryDay" (day, "hostId", receiver, outcome, "refusalClass", count)
      SELECT ${step.toISOString().slice(0, 10)}::date, ${hostId}, receiver, outcome, "refusalClass", sum(more) FROM grown GROUP BY receiver, outcome, "refusalClass"
      ON CONFLICT ("hostId", day, receiver, outcome, "refusalClass") DO UPDATE SET count = "DeliveryDay".count + EXCLUDED.count
    ), newest AS (
      UPDATE "DeliveryWindow" SET "lastStep" = ${step} WHERE "hostId" = ${hostId} AND "lastStep" < ${step}
    ), pairs AS (
      INSERT INTO "DeliveryPair" ("hostId", receiver, ${PAIR_COLUMNS})
      SELECT ${hostId}, receiver, ${PAIR_SUMS} FROM (
        SELECT receiver, ${COUNTS_AS} AS counts_as, more AS count,
          ${step} >= "stepsFrom" AS in_hour, ${hour} >= "hoursFrom" AS in_day, ${hour} >= "hoursFrom" - interval '144 hours' AS in_week
        FROM grown, "DeliveryWindow" WHERE "DeliveryWindow"."hostId" = ${hostId}
      ) AS growth WHERE in_week GROUP BY receiver
      ON CONFLICT ("hostId", receiver) DO UPDATE SET ${PAIR_GROWS}
    )
    SELECT receiver, outcome, "refusalClass", more FROM grown WHERE ${isGrowthWanted}`
}

/** News for open pages, on the channel of change rows, of which there is none for figures. */
export async function tellDeliveriesStored(db: Db): Promise<void> {
  const news = { id: '0', kind: 'deliveries', hostId: null, accountId: null, customerId: null, lockId: null, ticketId: null, incidentId: null }
  await db.$executeRaw`SELECT pg_notify('relayward_change', ${JSON.stringify(news)})`
}
