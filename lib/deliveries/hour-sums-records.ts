import type { Db } from '../db.ts'
import { Prisma } from '../generated/prisma/client.ts'

export type ReceiverHour = { receiver: string; hour: Date; outcome: string; refusalClass: string; count: number }

const HOUR_MS = 3_600_000
/** Agents have told the end of an hour by then; one that was away tells late. */
const CLOSED_AFTER_MS = 600_000
const KEPT_MS = 600_000

type Kept = { readAt: number; rows: ReceiverHour[] }
/** By receiver and hour. */
const kept = new WeakMap<Db, Map<string, Kept>>()

/**
 * What some receivers did to all hosts together, hour by hour, up to now. Hours that are over are read again after ten
 * minutes only: a strip of trends stands on a page that every desk has open, and a thousand hosts' hours are many rows.
 */
export async function sumHoursOfReceivers(db: Db, receivers: string[], from: Date, now: Date): Promise<ReceiverHour[]> {
  const known = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, known)
  for (const [key, { readAt }] of known) if (now.getTime() - readAt >= KEPT_MS || readAt > now.getTime()) known.delete(key)

  const hours: Date[] = []
  for (let at = Math.floor(from.getTime() / HOUR_MS) * HOUR_MS; at <= now.getTime(); at += HOUR_MS) hours.push(new Date(at))
  const missing = hours.filter((hour) => receivers.some((receiver) => !known.has(keyOf(receiver, hour))))
  const rows = Map.groupBy(await readHours(db, receivers, missing), ({ receiver, hour }) => keyOf(receiver, hour))
  return hours.flatMap((hour) => receivers.flatMap((receiver) => {
    const key = keyOf(receiver, hour)
    if (!missing.includes(hour)) return known.get(key)?.rows ?? []
    const read = rows.get(key) ?? []
    if (now.getTime() - hour.getTime() >= HOUR_MS + CLOSED_AFTER_MS) known.set(key, { readAt: now.getTime(), rows: read })
    return read
  }))
}

function keyOf(receiver: string, hour: Date): string {
  return `${hour.getTime()} ${receiver}`
}

async function readHours(db: Db, receivers: string[], hours: Date[]): Promise<ReceiverHour[]> {
  if (hours.length === 0) return []
  const isWanted = Prisma.sql`receiver = ANY (${receivers}) AND hour = ANY (${hours}::timestamptz[])`
  return db.$queryRaw<ReceiverHour[]>`
    SELECT receiver, hour, outcome, "refusalClass", sum(count)::int AS count FROM (
      SELECT receiver, hour, outcome, "refusalClass", count FROM "ReceiverHour" WHERE ${isWanted} AND hour < (SELECT "hoursUntil" FROM "ReceiverTotals")
      UNION ALL
      SELECT receiver, hour, outcome, "refusalClass", count FROM "DeliveryHour" WHERE ${isWanted} AND hour >= (SELECT "hoursUntil" FROM "ReceiverTotals")
    ) AS hours WHERE count > 0 GROUP BY receiver, hour, outcome, "refusalClass"`
}
