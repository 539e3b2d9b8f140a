import type { Db } from '../db.ts'
import { FIRST_HASH, hashOfRow, type SealedFields } from './audit-chain.ts'
import { auditRowsBetween, sealsAfter, type Seal } from './audit-seal-records.ts'

export type AuditFault = { auditId: string; fault: 'altered' | 'removed' | 'added' | 'chain-broken' }
export type AuditVerdict = { isWhole: boolean; rows: number; faults: AuditFault[] }

const ROWS_PER_ROUND = 2000
const FAULTS_MAX = 100

/** Reads the whole chain and names every row that was altered, removed or slipped in since it was sealed. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  const faults: AuditFault[] = []
  let previous = FIRST_HASH
  let at = 0n
  let rows = 0
  for (;;) {
    const seals = await sealsAfter(db, at, ROWS_PER_ROUND)
    const last = seals.at(-1)
    if (!last || faults.length >= FAULTS_MAX) return { isWhole: faults.length === 0, rows, faults }

    const found = await auditRowsBetween(db, at, last.auditId, ROWS_PER_ROUND * 2)
    faults.push(...faultsOf(seals, found, previous))
    rows += seals.length
    previous = last.hash
    at = last.auditId
  }
}

function faultsOf(seals: Omit<Seal, 'sealedAt'>[], rows: SealedFields[], first: string): AuditFault[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const faults: AuditFault[] = []
  let previous = first
  for (const seal of seals) {
    const row = byId.get(seal.auditId)
    byId.delete(seal.auditId)
    const auditId = seal.auditId.toString()
    if (seal.previous !== previous) faults.push({ auditId, fault: 'chain-broken' })
    if (!row) faults.push({ auditId, fault: 'removed' })
    else if (hashOfRow(seal.previous, row) !== seal.hash) faults.push({ auditId, fault: 'altered' })
    previous = seal.hash
  }
  for (const id of byId.keys()) faults.push({ auditId: id.toString(), fault: 'added' })
  return faults
}
