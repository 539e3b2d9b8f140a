import type { Tx } from '../db.ts'
import type { EventOf } from '../protocol/events.ts'

/**
 * What attempts met in one step on one host. A cell told again replaces what was told before, and its hour and its day grow
 * by the difference, so that an event stored twice counts once. The host's row is held, so nobody else stores its cells.
 */
export async function storeDeliveries(tx: Tx, hostId: number, { step, cells, samples }: EventOf<'deliveries'>): Promise<void> {
  if (cells.length > 0) await storeCells(tx, hostId, new Date(step), cells)
  if (samples.length > 0) await tx.replySample.createMany({ data: samples.map((sample) => ({ ...sample, hostId, at: new Date(sample.at) })) })
}

async function storeCells(tx: Tx, hostId: number, step: Date, cells: EventOf<'deliveries'>['cells']): Promise<void> {
  const column = <T>(of: (cell: (typeof cells)[number]) => T): T[] => cells.map(of)
  await tx.$executeRaw`
    WITH told AS (
      SELECT * FROM unnest(
        ${column(({ receiver }) => receiver)}::text[], ${column(({ outcome }) => outcome)}::text[],
        ${column(({ refusalClass }) => refusalClass ?? '')}::text[], ${column(({ ip }) => ip ?? '')}::text[], ${column(({ count }) => count)}::int[]
      ) AS cell (receiver, outcome, "refusalClass", ip, count)
    ), before AS (
      SELECT known.* FROM "DeliveryStep" known JOIN told USING (receiver, outcome, "refusalClass", ip)
      WHERE known.step = ${step} AND known."hostId" = ${hostId}
    ), stored AS (
      INSERT INTO "DeliveryStep" (step, "hostId", receiver, outcome, "refusalClass", ip, count)
      SELECT ${step}, ${hostId}, receiver, outcome, "refusalClass", ip, count FROM told
      ON CONFLICT ("hostId", step, receiver, outcome, "refusalClass", ip) DO UPDATE SET count = EXCLUDED.count
    ), grown AS (
      SELECT receiver, outcome, "refusalClass", ip, told.count - coalesce(before.count, 0) AS more
      FROM told LEFT JOIN before USING (receiver, outcome, "refusalClass", ip) WHERE told.count IS DISTINCT FROM before.count
    ), day AS (
      INSERT INTO "DeliveryDay" (day, "hostId", receiver, outcome, "refusalClass", count)
      SELECT (${step}::timestamptz AT TIME ZONE 'UTC')::date, ${hostId}, receiver, outcome, "refusalClass", sum(more) FROM grown GROUP BY receiver, outcome, "refusalClass"
      ON CONFLICT ("hostId", day, receiver, outcome, "refusalClass") DO UPDATE SET count = "DeliveryDay".count + EXCLUDED.count
    )
    INSERT INTO "DeliveryHour" (hour, "hostId", receiver, outcome, "refusalClass", ip, count)
    SELECT date_trunc('hour', ${step}::timestamptz, 'UTC'), ${hostId}, receiver, outcome, "refusalClass", ip, more FROM grown
    ON CONFLICT ("hostId", hour, receiver, outcome, "refusalClass", ip) DO UPDATE SET count = "DeliveryHour".count + EXCLUDED.count`
}
