import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { storeDeliveries } from '../deliveries/delivery-records.ts'
import { storeQueueReading } from '../hosts/host-reading-records.ts'
import { recordTrouble } from '../hosts/record-trouble.ts'
import type { EventBody } from '../protocol/events.ts'
import { storeFoundStates } from '../standing-orders/standing-order-records.ts'
import { storeTexts } from '../taught-rules/text-records.ts'
import { adoptAgentLock } from './adopt-agent-lock.ts'
import { recordActivity } from './record-activity.ts'
import { recordDrift } from './record-drift.ts'
import { recordFate } from './record-fate.ts'
import { recordQuarantined } from './record-quarantined.ts'
import { storeConfiguration } from './store-configuration.ts'
import { recordWatchBegan, recordWatchEnded, recordWatchProgress } from './record-watch.ts'

/** What each kind of event changes here. */
export async function recordEvent(tx: Tx, by: By, host: { id: number; name: string }, event: EventBody): Promise<void> {
  switch (event.kind) {
    case 'activity':
      return recordActivity(tx, by, host, event)
    case 'deliveries':
      await storeDeliveries(tx, host.id, event, by.now)
      return storeTexts(tx, host.id, event)
    case 'lock-made':
      return adoptAgentLock(tx, by, host, event)
    case 'quarantined':
      return recordQuarantined(tx, by, host, event)
    case 'fate':
      return recordFate(tx, by, host, event)
    case 'watch-began':
      return recordWatchBegan(tx, by, host, event)
    case 'watch-progress':
      return recordWatchProgress(tx, by, event)
    case 'watch-ended':
      return recordWatchEnded(tx, by, host, event)
    case 'drift':
      return recordDrift(tx, by, host, event)
    case 'standing':
      return storeFoundStates(tx, host.id, [event.standing])
    case 'queue':
      return storeQueueReading(tx, host.id, event.queue, by.now)
    case 'trouble':
      return recordTrouble(tx, by, host, event)
    case 'configuration':
      return storeConfiguration(tx, by, host, event)
  }
}
