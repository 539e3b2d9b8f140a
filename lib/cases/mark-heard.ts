import { recordChange } from '../audit/change-records.ts'
import type { Tx } from '../db.ts'
import { setHeard, type EventMark, type HeldHost } from '../hosts/host-records.ts'
import { closeSilentHostIncident } from '../incidents/close-incident.ts'

/**
 * The host said something, and its events are stored up to a mark. One that was silent is so no longer, and its incident
 * is over.
 */
export async function markHeard(tx: Tx, now: Date, host: HeldHost, mark: EventMark | null = null): Promise<void> {
  await setHeard(tx, host.id, now, mark)
  if (!host.isSilent) return
  const actor = { kind: 'agent', hostId: host.id, hostName: host.name } as const
  await recordChange(tx, {
    kind: 'host', at: now, actor, from: 'silent', to: 'heard', hostId: host.id,
    evidence: { lastReadAt: host.lastReadAt?.toISOString() ?? null },
  })
  await closeSilentHostIncident(tx, host.name, now, actor)
}
