import type { Actor } from '../audit/actor.ts'
import { recordChange } from '../audit/change-records.ts'
import type { ChangeEvidence } from '../audit/change.ts'
import type { Tx } from '../db.ts'
import { countFailingChecks, countOpenLocks, endIncident, findCauseKey, findOpenIncident, holdIncident, type IncidentRow } from './incident-records.ts'
import { holdCause } from './open-or-join-incident.ts'

/** Ends a relay-abuse incident when the last of its locks is closed; does nothing before. */
export async function closeIncidentWhenUnlocked(tx: Tx, incidentId: number, at: Date, actor: Actor): Promise<boolean> {
  const incident = await holdIncident(tx, incidentId)
  if (!incident || incident.state !== 'open' || (await countOpenLocks(tx, incidentId)) > 0) return false
  return endOne(tx, incident, at, actor)
}

/** The host is heard again: its incident is over. */
export async function closeSilentHostIncident(tx: Tx, host: string, at: Date, actor: Actor): Promise<void> {
  const open = await findOpenIncident(tx, 'silent-host', `host:${host}`)
  if (open) await endOne(tx, { ...open, kind: 'silent-host' }, at, actor)
}

/** All hosts get through to the receiver again; what it did in all of it stays on record. */
export async function closeReceiverBlockIncident(tx: Tx, incident: IncidentRow, deliveries: NonNullable<ChangeEvidence<'incident'>['deliveries']>, at: Date, actor: Actor, reason = ''): Promise<boolean> {
  return endOne(tx, { ...incident, kind: 'receiver-block' }, at, actor, { deliveries }, reason)
}

/** The address or the domain is on no list any more that weighs. */
export async function closeListingIncident(tx: Tx, incident: IncidentRow, at: Date, actor: Actor): Promise<boolean> {
  return endOne(tx, { ...incident, kind: 'listing' }, at, actor)
}

/** Ends the incident of a failing check when it fails on no host any more; does nothing before. */
export async function closeFailingProbeIncident(tx: Tx, incidentId: number, at: Date, actor: Actor): Promise<boolean> {
  const causeKey = await findCauseKey(tx, incidentId)
  if (causeKey === null) return false
  // A host that joins it in this moment is counted, or finds it over and opens another.
  await holdCause(tx, { kind: 'failing-probe', causeKey })
  const incident = await holdIncident(tx, incidentId)
  if (!incident || incident.state !== 'open' || (await countFailingChecks(tx, incidentId)) > 0) return false
  return endOne(tx, incident, at, actor)
}

async function endOne(tx: Tx, incident: IncidentRow & { kind: string }, at: Date, actor: Actor, more: Partial<ChangeEvidence<'incident'>> = {}, reason = ''): Promise<boolean> {
  if (!(await endIncident(tx, incident.id, at))) return false
  const { number, kind } = incident
  await recordChange(tx, { kind: 'incident', at, actor, from: 'open', to: 'over', reason, incidentId: incident.id, evidence: { number, kind, ...more } })
  return true
}
