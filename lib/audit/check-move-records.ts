import type { Db, Tx } from '../db.ts'
import { changeEvidence, type ChangeEvidence } from './change.ts'

export type CheckMove = { id: string; at: Date; from: string | null; to: string; reason: string; by: string; hostId: number; host: string; hostKind: string; incidentId: number | null; evidence: ChangeEvidence<'check'> }

/** Every turn of the checks of an incident, or of one check of a host, oldest first. */
export async function listCheckMoves(db: Db | Tx, of: { incidentIds: number[] } | { hostId: number; checks: readonly string[]; limit: number }): Promise<CheckMove[]> {
  if ('incidentIds' in of && of.incidentIds.length === 0) return []
  const where = 'hostId' in of ? { hostId: of.hostId, OR: of.checks.map((check) => ({ evidence: { path: ['check'], equals: check } })) } : { incidentId: { in: of.incidentIds } }
  const rows = await db.changeRow.findMany({
    where: { kind: 'check', ...where },
    orderBy: { id: 'desc' },
    ...('hostId' in of && { take: of.limit }),
    select: { id: true, at: true, from: true, to: true, reason: true, incidentId: true, evidence: true, byUser: { select: { name: true } }, host: { select: { id: true, name: true, kind: true } } },
  })
  return rows.reverse().flatMap(({ id, host, to, evidence, byUser, ...row }) => (
    host === null || to === null ? [] : [{ ...row, id: String(id), to, by: byUser?.name ?? '', hostId: host.id, host: host.name, hostKind: host.kind, evidence: changeEvidence.check.parse(evidence) }]
  ))
}
