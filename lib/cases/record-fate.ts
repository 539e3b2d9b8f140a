import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import type { EventOf } from '../protocol/events.ts'
import { storeFate } from '../quarantine/quarantine-records.ts'

/** What the host's log says became of a message that the desk knows: only this makes a release count as done. */
export async function recordFate(tx: Tx, by: By, host: { id: number }, event: EventOf<'fate'>): Promise<void> {
  await storeFate(tx, { hostId: host.id, event, at: by.now })
}
