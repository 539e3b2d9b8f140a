import type { Db, Tx } from '../db.ts'
import { changeEvidence, CUSTOMER_CHANGE_KINDS, type ChangeEvidence, type ChangeKind } from './change.ts'

type Common = { id: string; at: Date; from: string | null; to: string | null; reason: string; by: { kind: string; name: string | null }; host: string | null }
/** One entry of a timeline; its evidence is of its kind's shape. */
export type StoryEntry = { [K in ChangeKind]: Common & { kind: K; evidence: ChangeEvidence<K> } }[ChangeKind]

export type StoryOf = { lockId?: string; ticketId?: number; accountId?: number; incidentId?: number }

/**
 * The story of a lock, ticket, account or incident, newest first. With several ids: what belongs to any of them.
 *
 * @param isForCustomer leaves out what is ours alone (notes, drift, hosts)
 */
export async function readStory(db: Db | Tx, of: StoryOf, { limit, isForCustomer }: { limit: number; isForCustomer: boolean }): Promise<StoryEntry[]> {
  const any = Object.entries(of).map(([key, value]) => ({ [key]: value }))
  const rows = await db.changeRow.findMany({
    where: { OR: any, ...(isForCustomer ? { kind: { in: [...CUSTOMER_CHANGE_KINDS] } } : {}) },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { id: true, at: true, kind: true, from: true, to: true, reason: true, byKind: true, evidence: true, byUser: { select: { name: true } }, host: { select: { name: true } } },
  })
  return rows.flatMap((row) => {
    const kind = kindOf(row.kind)
    if (!kind) return []
    const { id, at, from, to, reason, byKind, byUser, host } = row
    const entry = { id: String(id), at, from, to, reason, by: { kind: byKind, name: byUser?.name ?? null }, host: host?.name ?? null, kind, evidence: changeEvidence[kind].parse(row.evidence) }
    return [entry as StoryEntry]
  })
}

function kindOf(kind: string): ChangeKind | null {
  return kind in changeEvidence ? (kind as ChangeKind) : null
}
