import type { Db, Tx } from '../db.ts'
import type { SealedFields } from './audit-chain.ts'

const FIELDS = { id: true, at: true, userId: true, actor: true, action: true, subject: true, reason: true, before: true, after: true, answer: true, from: true } as const

/**
 * The highest audit id below which no row can still appear. Ids are given out before a transaction ends, so the newest
 * visible row may stand above one that is yet to come. A share lock waits for all who are writing, for an instant:
 * whoever writes an audit row holds the opposite lock from before it takes its id.
 */
export async function settledAuditId(db: Db): Promise<bigint> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL lock_timeout = '2s'`
    await tx.$executeRaw`LOCK TABLE "Audit" IN SHARE MODE`
    const { _max } = await tx.audit.aggregate({ _max: { id: true } })
    return _max.id ?? 0n
  })
}

/** One sealer at a time, until the transaction ends; false when another is at it. */
export async function tryHoldSealing(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ held: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtextextended('seal audit', 0)) AS held`
  return row?.held ?? false
}

export async function lastSeal(tx: Tx): Promise<{ auditId: bigint; hash: string } | null> {
  return tx.auditSeal.findFirst({ orderBy: { auditId: 'desc' }, select: { auditId: true, hash: true } })
}

export async function auditRowsBetween(tx: Tx, after: bigint, upTo: bigint, limit: number): Promise<SealedFields[]> {
  return tx.audit.findMany({ where: { id: { gt: after, lte: upTo } }, orderBy: { id: 'asc' }, take: limit, select: FIELDS })
}

export type Seal = { auditId: bigint; hash: string; previous: string; sealedAt: Date }
export async function writeSeals(tx: Tx, seals: Seal[]): Promise<void> {
  await tx.auditSeal.createMany({ data: seals })
}

export async function sealsAfter(tx: Tx, after: bigint, limit: number): Promise<Omit<Seal, 'sealedAt'>[]> {
  return tx.auditSeal.findMany({ where: { auditId: { gt: after } }, orderBy: { auditId: 'asc' }, take: limit, select: { auditId: true, hash: true, previous: true } })
}
