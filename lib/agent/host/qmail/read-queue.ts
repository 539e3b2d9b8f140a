import { statSync } from 'node:fs'
import type { QueueReading } from '../../../protocol/readings.ts'
import { breather } from './breathe.ts'
import type { FindSources } from './find-messages.ts'
import { listMessages } from './shelf-names.ts'

/** Counts the queue by its file names and times; opens no message. Who they belong to is the business of find. */
export async function readQueue({ places, placeOf, known }: FindSources): Promise<Omit<QueueReading, 'accounts'>> {
  const breathe = breather()
  const counts = { incoming: 0, active: 0, deferred: 0, hold: 0, quarantine: 0 }
  let oldestMs = Infinity

  const queued = listMessages(places.queue)
  for (const { id, isPreprocessed } of queued) {
    await breathe()
    const mess = statSync(`${places.queue.folderOf('mess', id)}/${id}`, { throwIfNoEntry: false })
    if (!mess) continue
    oldestMs = Math.min(oldestMs, mess.mtimeMs)
    counts[placeOf({ id, isPreprocessed, arrivedMs: mess.mtimeMs, account: known.get(id)?.attribution.account ?? null })]++
  }
  const quarantined = listMessages(places.quarantine).length
  return {
    total: counts.incoming + counts.active + counts.deferred + counts.hold + quarantined,
    active: counts.incoming + counts.active,
    deferred: counts.deferred,
    held: counts.hold,
    quarantined,
    oldestAt: oldestMs === Infinity ? null : new Date(oldestMs).toISOString(),
  }
}
