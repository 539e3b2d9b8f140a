import type { Tx } from '../db.ts'

export type SealedKey = { certificatePem: string; sealedKey: string }
export type DeskKeyName = 'ca' | 'desk'

export async function findDeskKey(tx: Tx, name: DeskKeyName): Promise<SealedKey | null> {
  return tx.deskKey.findUnique({ where: { name }, select: { certificatePem: true, sealedKey: true } })
}

export async function writeDeskKey(tx: Tx, name: DeskKeyName, key: SealedKey, now: Date): Promise<void> {
  const data = { ...key, createdAt: now }
  await tx.deskKey.upsert({ where: { name }, create: { name, ...data }, update: data })
}

/** Nobody else makes or renews the desk's keys until the transaction ends. */
export async function holdDeskKeys(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('desk keys', 0))::text`
}
