import type { Db } from '../db.ts'
import { FIRST_HASH, hashOfRow } from './audit-chain.ts'
import { auditRowsBetween, lastSeal, settledAuditId, tryHoldSealing, writeSeals, type Seal } from './audit-seal-records.ts'

const ROWS_PER_ROUND = 1000

/**
 * Seals audit rows that have no seal yet, in the order of their ids. Safe in several copies at once.
 *
 * @returns how many were sealed; a full round means that there may be more
 */
export async function sealAudit(db: Db, now: Date): Promise<number> {
  const upTo = await settledAuditId(db)
  return db.$transaction(async (tx) => {
    if (!(await tryHoldSealing(tx))) return 0
    const last = await lastSeal(tx)
    const rows = await auditRowsBetween(tx, last?.auditId ?? 0n, upTo, ROWS_PER_ROUND)
    let previous = last?.hash ?? FIRST_HASH
    const seals: Seal[] = []
    for (const row of rows) {
      const hash = hashOfRow(previous, row)
      seals.push({ auditId: row.id, hash, previous, sealedAt: now })
      previous = hash
    }
    await writeSeals(tx, seals)
    return seals.length
  })
}
