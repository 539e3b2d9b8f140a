import type { Tx } from '../db.ts'

export type TracedMail = { state: string; ticketNumber: number | null }

/** What the desk has of a mail that a host knows under these queue ids, the newest that was taken; null when nothing. */
export async function findTracedMail(tx: Tx, hostId: number, queueIds: string[]): Promise<TracedMail | null> {
  const row = await tx.quarantinedMessage.findFirst({
    where: { hostId, queueId: { in: queueIds } },
    orderBy: { id: 'desc' },
    select: { state: true, batch: { select: { lock: { select: { ticket: { select: { number: true } } } } } } },
  })
  return row && { state: row.state, ticketNumber: row.batch.lock?.ticket?.number ?? null }
}
