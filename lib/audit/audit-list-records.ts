import type { Db } from '../db.ts'
import type { AuditAddress } from './audit-address.ts'

/** Rows of the audit, newest first, below `before`. */
export async function listAudit(db: Db, { who, action, subject, before }: AuditAddress, limit: number) {
  return db.audit.findMany({
    where: {
      ...(before && { id: { lt: BigInt(before) } }),
      ...(who && { actor: { contains: who, mode: 'insensitive' } }),
      ...(action && { action }),
      ...(subject && { subject: { contains: subject, mode: 'insensitive' } }),
    },
    orderBy: { id: 'desc' },
    take: limit,
  })
}

/** Every action that is on record, by name. */
export async function listAuditActions(db: Db): Promise<string[]> {
  const rows = await db.audit.findMany({ distinct: ['action'], select: { action: true }, orderBy: { action: 'asc' } })
  return rows.map(({ action }) => action)
}

export type AuditSums = { rows: number; sealed: number; lastSealedAt: Date | null; lastSealedId: bigint | null }

export async function sumAudit(db: Db): Promise<AuditSums> {
  const [rows, seals] = await Promise.all([db.audit.count(), db.auditSeal.aggregate({ _count: true, _max: { sealedAt: true, auditId: true } })])
  return { rows, sealed: seals._count, lastSealedAt: seals._max.sealedAt, lastSealedId: seals._max.auditId }
}
