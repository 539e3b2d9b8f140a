import type { Tx } from '../db.ts'

/** A lock as a link: what points at it. */
export type LockLinks = { id: string; incidentId: number | null; ticketId: number | null }

/** The newest lock of an account, open or closed: what mail taken now belongs to. Null when it never had one. */
export async function findLatestLock(tx: Tx, accountId: number): Promise<LockLinks | null> {
  const row = await tx.relayLock.findFirst({
    where: { accountId },
    orderBy: { lockedAt: 'desc' },
    select: { id: true, incidentId: true, ticket: { select: { id: true } } },
  })
  return row && { id: row.id, incidentId: row.incidentId, ticketId: row.ticket?.id ?? null }
}

/** The lock's timelines, for a change row. */
export function linksOfLockRow(lock: LockLinks | null): { lockId: string | null; incidentId: number | null; ticketId: number | null } {
  return { lockId: lock?.id ?? null, incidentId: lock?.incidentId ?? null, ticketId: lock?.ticketId ?? null }
}
