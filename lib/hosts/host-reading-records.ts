import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from '../db.ts'
import type { QueueReading } from '../protocol/readings.ts'

/** Replaces the latest reading of a kind; one that is older than what is stored changes nothing. */
export async function storeReading(tx: Tx, hostId: number, kind: string, data: object, readAt: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "HostReading" AS r ("hostId", kind, data, "readAt") VALUES (${hostId}, ${kind}, ${JSON.stringify(data)}::jsonb, ${readAt})
    ON CONFLICT ("hostId", kind) DO UPDATE SET data = excluded.data, "readAt" = excluded."readAt" WHERE r."readAt" <= excluded."readAt"`
}

export async function storeQueueReading(tx: Tx, hostId: number, queue: QueueReading, readAt: Date): Promise<void> {
  await storeReading(tx, hostId, 'queue', queue, readAt)
}

/** Ends a trouble; true when it was there. */
export async function removeReading(tx: Tx, hostId: number, kind: string): Promise<boolean> {
  const { count } = await tx.hostReading.deleteMany({ where: { hostId, kind } })
  return count > 0
}

export type StoredReading = { hostId: number; kind: string; data: Prisma.JsonValue; readAt: Date }

export async function findReadings(tx: Tx, hostIds: number[]): Promise<StoredReading[]> {
  return tx.hostReading.findMany({ where: { hostId: { in: hostIds } }, orderBy: { kind: 'asc' } })
}

export async function hasReading(tx: Tx, hostId: number, kind: string): Promise<boolean> {
  return (await tx.hostReading.count({ where: { hostId, kind } })) > 0
}
