import type { Db, Tx } from '../db.ts'

export type ExpiringBatch = { id: string; accountId: number; customerId: number | null; lockId: string | null; ticketId: number | null; hostId: number; deleteAt: Date; cause: string; messages: number; ofOurBounces: number }

/** Batches whose time is up and that still hold mail. */
export async function listExpiredBatches(db: Db | Tx, now: Date, limit: number): Promise<ExpiringBatch[]> {
  return db.$queryRaw<ExpiringBatch[]>`
    SELECT b.id, b."accountId", a."customerId", b."lockId", k.id AS "ticketId", b."hostId", b."deleteAt", b.cause,
      count(*)::int AS messages, count(m."parentQueueId")::int AS "ofOurBounces"
    FROM "QuarantineBatch" b JOIN "QuarantinedMessage" m ON m."batchId" = b.id AND m.state = 'quarantined'
    JOIN "Account" a ON a.id = b."accountId" LEFT JOIN "Ticket" k ON k."lockId" = b."lockId"
    WHERE b."deleteAt" <= ${now} AND b."announcedAt" IS NOT NULL
    GROUP BY b.id, a."customerId", k.id ORDER BY b."deleteAt" LIMIT ${limit}`
}

/** Batches that are deleted before this time and were not announced yet. */
export async function listUnannouncedBatches(db: Db | Tx, before: Date, limit: number): Promise<ExpiringBatch[]> {
  return db.$queryRaw<ExpiringBatch[]>`
    SELECT b.id, b."accountId", a."customerId", b."lockId", k.id AS "ticketId", b."hostId", b."deleteAt", b.cause,
      count(*)::int AS messages, count(m."parentQueueId")::int AS "ofOurBounces"
    FROM "QuarantineBatch" b JOIN "QuarantinedMessage" m ON m."batchId" = b.id AND m.state = 'quarantined'
    JOIN "Account" a ON a.id = b."accountId" LEFT JOIN "Ticket" k ON k."lockId" = b."lockId"
    WHERE b."deleteAt" <= ${before} AND b."announcedAt" IS NULL
    GROUP BY b.id, a."customerId", k.id ORDER BY b."deleteAt" LIMIT ${limit}`
}

/** Marks a batch as announced; false when another worker did. Mail announced late is deleted late: the days count from here. */
export async function markAnnounced(tx: Tx, batchId: string, { at, deleteAt }: { at: Date; deleteAt: Date }): Promise<boolean> {
  const { count } = await tx.quarantineBatch.updateMany({ where: { id: batchId, announcedAt: null }, data: { announcedAt: at, deleteAt } })
  return count === 1
}
