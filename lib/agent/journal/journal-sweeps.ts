import * as z from 'zod'
import type { Journal } from './open-journal.ts'

/** A standing wish to take all mail of an account out of delivery, also what still arrives, as long as it is locked. */
const sweep = z.object({
  account: z.string(),
  batchId: z.uuid(),
  cause: z.enum(['limit', 'breach', 'order']),
  agentLockId: z.uuid().nullable(),
  guardedUnlockId: z.uuid().nullable(),
  isComplete: z.number().transform(Boolean),
})
export type Sweep = z.infer<typeof sweep>

const COLUMNS = `account, batch_id AS batchId, cause, agent_lock_id AS agentLockId, guarded_unlock_id AS guardedUnlockId,
  is_complete AS isComplete`

export function saveSweep(journal: Journal, wanted: Omit<Sweep, 'isComplete'>): void {
  journal.write(() =>
    journal
      .prepare('INSERT OR REPLACE INTO sweeps (account, batch_id, cause, agent_lock_id, guarded_unlock_id) VALUES (?, ?, ?, ?, ?)')
      .run(wanted.account, wanted.batchId, wanted.cause, wanted.agentLockId, wanted.guardedUnlockId),
  )
}

export function noteSweepComplete(journal: Journal, account: string, isComplete: boolean): void {
  journal.write(() => journal.prepare('UPDATE sweeps SET is_complete = ? WHERE account = ?').run(Number(isComplete), account))
}

export function sweepOf(journal: Journal, account: string): Sweep | null {
  const row = journal.prepare(`SELECT ${COLUMNS} FROM sweeps WHERE account = ?`).get(account)
  return row ? sweep.parse(row) : null
}

export function allSweeps(journal: Journal): Sweep[] {
  return journal.prepare(`SELECT ${COLUMNS} FROM sweeps ORDER BY account`).all().map((row) => sweep.parse(row))
}

export function dropSweep(journal: Journal, account: string): void {
  journal.write(() => journal.prepare('DELETE FROM sweeps WHERE account = ?').run(account))
}
