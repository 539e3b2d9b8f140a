import type { Db, Tx } from '../db.ts'

const KEY = 'demo'

/** Whether the demo's story is told in this database (any mark but `false`): every page's head then says so. */
export async function readIsDemo(db: Db | Tx): Promise<boolean> {
  const row = await db.setting.findUnique({ where: { key: KEY }, select: { value: true } })
  return row !== null && row.value !== false
}

export async function saveIsDemo(db: Db | Tx, isDemo: boolean, now: Date): Promise<void> {
  const data = { value: isDemo, updatedAt: now }
  await db.setting.upsert({ where: { key: KEY }, create: { key: KEY, ...data }, update: data })
}
