import type { Db } from '../db.ts'
import type { Blocklist } from './blocklist.ts'
import { evidenceTimeOf, isAboutBackscatter, rankCauses, type EvidenceTime, type LikelyCause } from './likely-cause.ts'
import { readTraces } from './likely-cause-records.ts'
import type { Listing } from './listing.ts'

/** Who most likely caused a listing, by what happened on the hosts of its target around the time the list speaks of. */
export async function findLikelyCause(db: Db, list: Blocklist, listing: Pick<Listing, 'meaning' | 'text' | 'since'>, hostIds: readonly number[]): Promise<LikelyCause & { time: EvidenceTime }> {
  const time = evidenceTimeOf(listing.text, listing.since)
  return { ...rankCauses(await readTraces(db, hostIds, time.at), time.at, { isBackscatter: isAboutBackscatter(list, listing) }), time }
}
