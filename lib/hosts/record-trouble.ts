import type { By } from '../audit/doing.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Tx } from '../db.ts'
import type { EventOf } from '../protocol/events.ts'
import { hasReading, removeReading, storeReading } from './host-reading-records.ts'

/** Trouble on a host begins or is over; told again while it lasts, only its words are renewed. */
export async function recordTrouble(tx: Tx, by: By, host: { id: number }, event: EventOf<'trouble'>): Promise<void> {
  const kind = `trouble:${event.code}`
  const { code, text } = event
  if (event.over) {
    if (await removeReading(tx, host.id, kind)) await recordTurn(tx, by, host, 'trouble-over', { code, text })
    return
  }
  const isKnown = await hasReading(tx, host.id, kind)
  await storeReading(tx, host.id, kind, { text }, by.now)
  if (!isKnown) await recordTurn(tx, by, host, 'trouble', { code, text })
}

async function recordTurn(tx: Tx, by: By, host: { id: number }, to: string, evidence: { code: string; text: string }): Promise<void> {
  await recordChange(tx, { kind: 'host', at: by.now, actor: by.actor, to, hostId: host.id, evidence })
}
