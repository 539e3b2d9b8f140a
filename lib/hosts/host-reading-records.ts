import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from '../db.ts'
import { queueReading, type QueueReading } from '../protocol/readings.ts'

/** Replaces the latest reading of a kind; one that is older than what is stored changes nothing. */
export async function storeReading(tx: Tx, hostId: number, kind: string, data: object, readAt: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "HostReading" AS r ("hostId", kind, data, "readAt") VALUES (${hostId}, ${kind}, ${JSON.stringify(data)}::jsonb, ${readAt})
    ON CONFLICT ("hostId", kind) DO UPDATE SET data = excluded.data, "readAt" = excluded."readAt" WHERE r."readAt" <= excluded."readAt"`
}

/** The same of several kinds at once. */
export async function storeReadings(tx: Tx, hostId: number, readings: { kind: string; data: object }[], readAt: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "HostReading" AS r ("hostId", kind, data, "readAt")
    SELECT ${hostId}, kind, data::jsonb, ${readAt} FROM unnest(${readings.map(({ kind }) => kind)}::text[], ${readings.map(({ data }) => JSON.stringify(data))}::text[]) AS one (kind, data)
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

/**
 * Mails of one account in a host's queue as last read. Readings name the fullest accounts only: one that is not named
 * while the list is full is unknown, and so null; one that is not named in a list with room has none.
 */
export async function findQueuedOfAccount(tx: Tx, hostId: number, account: string): Promise<{ messages: number; readAt: Date } | null> {
  const row = await tx.hostReading.findUnique({ where: { hostId_kind: { hostId, kind: 'queue' } } })
  if (!row) return null
  const { accounts } = queueReading.parse(row.data)
  const own = accounts.find((one) => one.account === account)
  if (!own && accounts.length >= 20) return null
  return { messages: own?.messages ?? 0, readAt: row.readAt }
}

/** Troubles whose code begins so, on all hosts. */
export async function troublesOf(tx: Tx, prefix: string): Promise<{ hostId: number; code: string }[]> {
  const rows = await tx.hostReading.findMany({ where: { kind: { startsWith: `trouble:${prefix}` } }, select: { hostId: true, kind: true } })
  return rows.map((row) => ({ hostId: row.hostId, code: row.kind.slice('trouble:'.length) }))
}
