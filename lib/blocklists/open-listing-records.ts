import type { Db } from '../db.ts'

/** A listing in an open incident, as last known: also while nobody can tell. */
export type OpenListingRow = { target: string; kind: string; list: string; since: Date; incidentNumber: number }

export async function listOpenListings(db: Db): Promise<OpenListingRow[]> {
  const rows = await db.listing.findMany({
    where: { knownState: 'listed', incident: { state: 'open' } },
    orderBy: [{ target: 'asc' }, { list: 'asc' }],
    select: { target: true, kind: true, list: true, since: true, incident: { select: { number: true } } },
  })
  return rows.flatMap(({ incident, ...row }) => (incident ? [{ ...row, incidentNumber: incident.number }] : []))
}
