import type { Actor } from '../audit/actor.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Tx } from '../db.ts'
import { countOpenLocks, endIncident, holdIncident } from './incident-records.ts'

/** Ends a relay-abuse incident when the last of its locks is closed; does nothing before. */
export async function closeIncidentWhenUnlocked(tx: Tx, incidentId: number, at: Date, actor: Actor): Promise<boolean> {
  const incident = await holdIncident(tx, incidentId)
  if (!incident || incident.state !== 'open' || (await countOpenLocks(tx, incidentId)) > 0) return false
  await endIncident(tx, incidentId, at)
  await recordChange(tx, {
    kind: 'incident', at, actor, from: 'open', to: 'over', incidentId,
    evidence: { number: incident.number, kind: incident.kind },
  })
  return true
}
