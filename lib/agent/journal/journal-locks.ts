import * as z from 'zod'
import { excerpt } from '../../protocol/events.ts'
import { crossing, windowFigures } from '../../protocol/limits.ts'
import { instant } from '../../protocol/primitives.ts'
import type { Journal } from './open-journal.ts'

/** Why the agent locked by itself: the evidence of a crossed limit. A breach keeps its evidence with the watch. */
export const lockEvidence = z.strictObject({
  crossing,
  figures: windowFigures,
  excerpts: z.array(excerpt),
  crossedAt: instant,
  crossingQueueId: z.string().nullable(),
  burstBeganAt: instant,
})
export type LockEvidence = z.infer<typeof lockEvidence>

const ownLock = z.object({
  id: z.uuid(),
  account: z.string(),
  cause: z.enum(['limit', 'breach']),
  evidence: z.string().transform((text) => lockEvidence.nullable().parse(JSON.parse(text))),
  batchId: z.uuid(),
  guardedUnlockId: z.uuid().nullable(),
  madeAt: instant,
  inForceAt: instant.nullable(),
})
export type OwnLock = z.infer<typeof ownLock>

const COLUMNS = `id, account, cause, evidence, batch_id AS batchId, guarded_unlock_id AS guardedUnlockId,
  made_at AS madeAt, in_force_at AS inForceAt`

/** Written before the host is touched; a lock that is not yet in force is put in force at the next start. */
export function noteOwnLock(journal: Journal, lock: Omit<OwnLock, 'inForceAt'>): void {
  journal.write(() =>
    journal
      .prepare(
        'INSERT INTO own_locks (id, account, cause, evidence, batch_id, guarded_unlock_id, made_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(lock.id, lock.account, lock.cause, JSON.stringify(lock.evidence), lock.batchId, lock.guardedUnlockId, lock.madeAt),
  )
}

/** Answers whether this is news: a lock is in force for the first time once. */
export function noteInForce(journal: Journal, id: string, at: Date): boolean {
  return journal.write(() => {
    const note = journal.prepare('UPDATE own_locks SET in_force_at = ? WHERE id = ? AND in_force_at IS NULL')
    return note.run(at.toISOString(), id).changes > 0
  })
}

/** Own locks that stand, oldest first: of one account, or of all. */
export function ownLocksOf(journal: Journal, account: string): OwnLock[] {
  const rows = journal.prepare(`SELECT ${COLUMNS} FROM own_locks WHERE lifted_at IS NULL AND account = ? ORDER BY made_at`).all(account)
  return rows.map((row) => ownLock.parse(row))
}
export function standingOwnLocks(journal: Journal): OwnLock[] {
  const rows = journal.prepare(`SELECT ${COLUMNS} FROM own_locks WHERE lifted_at IS NULL ORDER BY made_at`).all()
  return rows.map((row) => ownLock.parse(row))
}

/** Ends the named locks of the account; ids of others, or unknown ones, are left alone. */
export function liftOwnLocks(journal: Journal, account: string, ids: string[], at: Date): number {
  return journal.write(() => {
    const lift = journal.prepare('UPDATE own_locks SET lifted_at = ? WHERE id = ? AND account = ? AND lifted_at IS NULL')
    return ids.reduce((n, id) => n + Number(lift.run(at.toISOString(), id, account).changes), 0)
  })
}
