import type { Db, Tx } from '../db.ts'
import type { RequestRow } from './delisting-request-records.ts'

/** The open incident that the listing of these targets, or the receiver's trouble, belongs to; null when there is none. */
export async function findIncidentOfTrouble(db: Db | Tx, { addressee, addresseeId, targets }: Pick<RequestRow, 'addressee' | 'addresseeId' | 'targets'>): Promise<number | null> {
  const isOpen = { state: 'open' }
  if (addressee === 'list') {
    const listing = await db.listing.findFirst({ where: { list: addresseeId, target: { in: targets }, incident: isOpen }, orderBy: { since: 'desc' }, select: { incidentId: true } })
    return listing?.incidentId ?? null
  }
  const standing = await db.receiverStanding.findFirst({ where: { receiver: addresseeId, state: { not: 'fine' }, incident: isOpen, host: { OR: [{ ips: { some: { ip: { in: targets } } } }, { name: { in: targets } }] } }, orderBy: { since: 'desc' }, select: { incidentId: true } })
  return standing?.incidentId ?? null
}
