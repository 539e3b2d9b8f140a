import type { Tx } from '../db.ts'
import { CLOSED_STATES } from '../relay-locks/relay-lock.ts'
import type { IncidentKind } from './incident.ts'

export type IncidentRow = { id: number; number: number }
const ROW = { id: true, number: true } as const

export async function findOpenIncident(tx: Tx, kind: IncidentKind, causeKey: string): Promise<IncidentRow | null> {
  return tx.incident.findFirst({ where: { kind, causeKey, state: 'open' }, select: ROW })
}

export async function findCauseKey(tx: Tx, id: number): Promise<string | null> {
  return (await tx.incident.findUnique({ where: { id }, select: { causeKey: true } }))?.causeKey ?? null
}

/** Open incidents of a kind, the oldest first. */
export async function listOpenIncidents(tx: Tx, kind: IncidentKind): Promise<(IncidentRow & { causeKey: string; openedAt: Date })[]> {
  return tx.incident.findMany({ where: { kind, state: 'open' }, orderBy: { id: 'asc' }, select: { ...ROW, causeKey: true, openedAt: true } })
}

export async function createIncident(tx: Tx, data: { kind: IncidentKind; causeKey: string; openedAt: Date }): Promise<IncidentRow> {
  return tx.incident.create({ data: { ...data, state: 'open' }, select: ROW })
}

/** Ends an open incident; false when it is over already. */
export async function endIncident(tx: Tx, id: number, endedAt: Date): Promise<boolean> {
  const { count } = await tx.incident.updateMany({ where: { id, state: 'open' }, data: { state: 'over', endedAt } })
  return count === 1
}

/** Locks of an incident that are not closed yet. */
export async function countOpenLocks(tx: Tx, incidentId: number): Promise<number> {
  return tx.relayLock.count({ where: { incidentId, state: { notIn: CLOSED_STATES } } })
}

/** The incident's row stays ours until the transaction ends, so that two last locks do not both leave it open. */
export async function holdIncident(tx: Tx, id: number): Promise<(IncidentRow & { kind: string; state: string }) | null> {
  await tx.$queryRaw`SELECT 1 FROM "Incident" WHERE id = ${id} FOR NO KEY UPDATE`
  return tx.incident.findUnique({ where: { id }, select: { ...ROW, kind: true, state: true } })
}

/** Checks of an incident that fail still, or of which nobody can tell any more; those of hosts out of service do not count. */
export async function countFailingChecks(tx: Tx, incidentId: number): Promise<number> {
  const ofHosts = await tx.hostCheck.count({ where: { incidentId, OR: [{ state: 'fail' }, { state: 'unknown', knownState: 'fail' }], host: { revokedAt: null } } })
  return ofHosts + (await tx.domainFailure.count({ where: { incidentId } }))
}
