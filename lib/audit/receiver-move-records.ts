import type { Db, Tx } from '../db.ts'
import { standingStates, type StandingState } from '../receiver-standings/standing.ts'
import { changeEvidence, type ChangeEvidence } from './change.ts'

export type ReceiverMove = { at: Date; from: string | null; to: StandingState; hostId: number; host: string; incidentId: number | null; evidence: ChangeEvidence<'receiver'> }
export type MovesOf = { incidentIds: number[] } | { hostId: number; since: Date }

/** Every change of how receivers stand to hosts, in incidents or on one host, oldest first. */
export async function listReceiverMoves(db: Db | Tx, of: MovesOf): Promise<ReceiverMove[]> {
  if ('incidentIds' in of && of.incidentIds.length === 0) return []
  const rows = await db.changeRow.findMany({
    where: { kind: 'receiver', ...('hostId' in of ? { hostId: of.hostId, at: { gte: of.since } } : { incidentId: { in: of.incidentIds } }) },
    orderBy: { id: 'asc' },
    select: { at: true, from: true, to: true, incidentId: true, evidence: true, host: { select: { id: true, name: true } } },
  })
  return rows.flatMap(({ at, from, to, incidentId, evidence, host }) => {
    const state = standingStates.find((one) => one === to)
    return !state || host === null ? [] : [{ at, from, to: state, incidentId, hostId: host.id, host: host.name, evidence: changeEvidence.receiver.parse(evidence) }]
  })
}
