import type { Db } from '../db.ts'

/** Leaves word that a round ended well; a page shows when the word grows old. */
export async function markRound(db: Db, name: string, at: Date): Promise<void> {
  const data = { value: { endedWellAt: at.toISOString() }, updatedAt: at }
  await db.setting.upsert({ where: { key: name }, create: { key: name, ...data }, update: data })
}

/** When each job and each worker last ended a round well. */
export async function readRoundMarks(db: Db): Promise<{ name: string; endedWellAt: Date }[]> {
  const rows = await db.setting.findMany({
    where: { OR: [{ key: { startsWith: 'job:' } }, { key: { startsWith: 'worker:' } }] },
    orderBy: { key: 'asc' },
    select: { key: true, updatedAt: true },
  })
  return rows.map((row) => ({ name: row.key, endedWellAt: row.updatedAt }))
}
