import type { Db, Tx } from '../db.ts'
import { LISTING_STATES, type ListingState } from '../blocklists/listing.ts'
import { changeEvidence, type ChangeEvidence } from './change.ts'

export type ListingMove = { at: Date; from: string | null; to: ListingState; host: string | null; incidentId: number | null; evidence: ChangeEvidence<'listing'> }

/** Every change of listings in these incidents, oldest first. */
export async function listListingMoves(db: Db | Tx, incidentIds: number[]): Promise<ListingMove[]> {
  if (incidentIds.length === 0) return []
  const rows = await db.changeRow.findMany({
    where: { kind: 'listing', incidentId: { in: incidentIds } },
    orderBy: { id: 'asc' },
    select: { at: true, from: true, to: true, incidentId: true, evidence: true, host: { select: { name: true } } },
  })
  return rows.flatMap(({ to, evidence, host, ...row }) => {
    const state = LISTING_STATES.find((one) => one === to)
    return state ? [{ ...row, to: state, host: host?.name ?? null, evidence: changeEvidence.listing.parse(evidence) }] : []
  })
}
