import type { By } from '../audit/doing.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Tx } from '../db.ts'
import { storeReading } from '../hosts/host-reading-records.ts'
import type { AgentEvent } from '../protocol/events.ts'
import { sayTrouble } from '../hosts/trouble-sentences.ts'

/** Keeps an event that could not be stored, with the reason, where the host's page shows it as trouble. */
export async function setAsideEvent(tx: Tx, by: By, host: { id: number }, event: AgentEvent, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message.slice(-300) : String(error)
  const text = sayTrouble('event-not-stored', { number: event.seq, event: event.body.kind, error: reason })
  await storeReading(tx, host.id, `trouble:event-${event.seq}`, { text, event }, by.now)
  await recordChange(tx, { kind: 'host', at: by.now, actor: { kind: 'worker' }, to: 'trouble', hostId: host.id, evidence: { code: `event-${event.seq}`, text } })
}
