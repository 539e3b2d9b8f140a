import type { Doing } from '../audit/doing.ts'
import { knownBlocklist } from '../blocklists/catalogue/catalogue.ts'
import { listListSettings } from '../blocklists/list-setting-records.ts'
import { opensIncident, listingCause, targetOfCause } from '../blocklists/listing.ts'
import { listListings } from '../blocklists/listing-records.ts'
import type { Tx } from '../db.ts'
import { closeListingIncident } from '../incidents/close-incident.ts'
import { holdIncident, listOpenIncidents } from '../incidents/incident-records.ts'
import { holdCause } from '../incidents/open-or-join-incident.ts'
import { transact } from '../transact.ts'

/** So long a target must be off every list that weighs before the whole of it is over: mirrors of a list do not all change at once. */
export const LISTING_QUIET_MS = 1_800_000

/** Incidents whose target is on no list any more that weighs. Returns their numbers. */
export async function endListings(doing: Doing): Promise<number[]> {
  const ended: number[] = []
  for (const { id, number, causeKey } of await listOpenIncidents(doing.db, 'listing')) {
    const target = targetOfCause(causeKey)
    if (target !== null && (await transact(doing.db, (tx) => endOne(tx, doing, { id, number, target })))) ended.push(number)
  }
  return ended
}

async function endOne(tx: Tx, { now, actor }: Doing, { id, number, target }: { id: number; number: number; target: string }): Promise<boolean> {
  await holdCause(tx, { kind: 'listing', causeKey: listingCause(target) })
  const incident = await holdIncident(tx, id)
  if (incident?.state !== 'open') return false
  const settings = new Map((await listListSettings(tx)).map((setting) => [setting.list, setting]))
  const listings = await listListings(tx, { incidentId: id })
  const stands = listings.some(({ list: listId, knownState, state, codes }) => {
    const list = knownBlocklist(listId)
    if (knownState !== 'listed' || !list) return false
    // While nobody can tell, the codes of the listing are not there to weigh it by: it stands.
    return state === 'unknown' || opensIncident(list, codes, settings.get(listId) ?? null)
  })
  const lastAt = Math.max(...listings.map(({ since }) => since.getTime()))
  if (stands || (listings.length > 0 && now.getTime() - lastAt < LISTING_QUIET_MS)) return false
  return closeListingIncident(tx, { id, number }, now, actor)
}
