import type { Db, Tx } from '../db.ts'

export type LockMoveRow = { lockId: string; at: Date; to: string }

/** Every change of state of these locks, oldest first. */
export async function listLockMoves(db: Db | Tx, lockIds: string[]): Promise<LockMoveRow[]> {
  if (lockIds.length === 0) return []
  const rows = await db.changeRow.findMany({
    where: { kind: 'relay-lock', lockId: { in: lockIds } }, orderBy: { id: 'asc' }, select: { lockId: true, at: true, from: true, to: true },
  })
  return rows.flatMap(({ lockId, at, from, to }) => (lockId !== null && to !== null && from !== to ? [{ lockId, at, to }] : []))
}
