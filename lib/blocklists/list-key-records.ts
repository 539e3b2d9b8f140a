import type { Db, Tx } from '../db.ts'
import { openSecret, sealSecret } from '../hosts/seal-secret.ts'

/** Keys opened for asking, by name. Only the worker calls this; a key it cannot open is left out and named in `failed`. */
export async function openListKeys(db: Db, deskSecret: string): Promise<{ keys: Map<string, string>; failed: string[] }> {
  const rows = await db.blocklistKey.findMany({ select: { name: true, sealedKey: true } })
  const keys = new Map<string, string>()
  const failed: string[] = []
  for (const { name, sealedKey } of rows) {
    try {
      keys.set(name, openSecret(deskSecret, purposeOf(name), sealedKey))
    } catch {
      failed.push(name)
    }
  }
  return { keys, failed }
}

export async function writeListKey(tx: Tx, { name, key, deskSecret, now, userId }: { name: string; key: string; deskSecret: string; now: Date; userId: number | null }): Promise<void> {
  const data = { sealedKey: sealSecret(deskSecret, purposeOf(name), key), updatedAt: now, updatedById: userId }
  await tx.blocklistKey.upsert({ where: { name }, create: { name, ...data }, update: data, select: { name: true } })
}

/** @returns whether there was one */
export async function removeListKey(tx: Tx, name: string): Promise<boolean> {
  return (await tx.blocklistKey.deleteMany({ where: { name } })).count === 1
}

function purposeOf(name: string): string {
  return `blocklist key ${name}`
}
