import type { Db, Tx } from '../db.ts'
import type { EventOf } from '../protocol/events.ts'

const DAY_MS = 86_400_000
/** A figure of the last 24 hours needs the steps of a day, and an agent may tell late. */
const STEPS_KEPT_MS = 2 * DAY_MS
const HOURS_KEPT_MS = 30 * DAY_MS
const SAMPLES_KEPT_MS = 30 * DAY_MS

/**
 * What attempts met in one step on one host. A cell told again replaces what was told before, and its hour grows by
 * the difference, so that an event stored twice counts once. The host's row is held, so nobody else stores its cells.
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
      ON CONFLICT (step, "hostId", receiver, outcome, "refusalClass", ip) DO UPDATE SET count = EXCLUDED.count
    )
    INSERT INTO "DeliveryHour" (hour, "hostId", receiver, outcome, "refusalClass", ip, count)
    SELECT date_trunc('hour', ${step}::timestamptz, 'UTC'), ${hostId}, receiver, outcome, "refusalClass", ip, told.count - coalesce(before.count, 0)
    FROM told LEFT JOIN before USING (receiver, outcome, "refusalClass", ip)
    ON CONFLICT (hour, "hostId", receiver, outcome, "refusalClass", ip) DO UPDATE SET count = "DeliveryHour".count + EXCLUDED.count`
}

/** Lets go of what is older than its keeping; answers how many rows went. */
export async function dropOldDeliveries(db: Db, now: Date): Promise<number> {
  const before = (ms: number) => ({ lt: new Date(now.getTime() - ms) })
  const steps = await db.deliveryStep.deleteMany({ where: { step: before(STEPS_KEPT_MS) } })
  const hours = await db.deliveryHour.deleteMany({ where: { hour: before(HOURS_KEPT_MS) } })
  const samples = await db.replySample.deleteMany({ where: { at: before(SAMPLES_KEPT_MS) } })
  return steps.count + hours.count + samples.count
}
