import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { SILENT_AFTER_MS } from '../hosts/host.ts'
import { hostsUnheardSince, trySetSilent, type HeldHost } from '../hosts/host-records.ts'
import { openOrJoinIncident } from '../incidents/open-or-join-incident.ts'
import { transact } from '../transact.ts'

/** Every joined host that was not heard for a minute is silent from now on. Returns their names. */
export async function markSilentHosts(doing: Doing): Promise<string[]> {
  const since = new Date(doing.now.getTime() - SILENT_AFTER_MS)
  const marked: string[] = []
  for (const host of await hostsUnheardSince(doing.db, since)) {
    const isNew = await transact(doing.db, (tx) => markSilent(tx, doing, host, since))
    if (isNew) marked.push(host.name)
  }
  return marked
}

async function markSilent(tx: Tx, { now, actor }: Doing, host: HeldHost, since: Date): Promise<boolean> {
  if (!(await trySetSilent(tx, host.id, since))) return false
  const incident = await openOrJoinIncident(tx, { kind: 'silent-host', causeKey: `host:${host.name}`, at: now, actor, hostId: host.id })
  await recordChange(tx, {
    kind: 'host', at: now, actor, from: 'heard', to: 'silent', hostId: host.id, incidentId: incident.id,
    evidence: { lastReadAt: host.lastReadAt?.toISOString() ?? null },
  })
  return true
}
