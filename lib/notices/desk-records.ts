import type { Db, Tx } from '../db.ts'
import { DEFAULT_DESK, deskSetting, type DeskSetting } from './desk.ts'

const KEY = 'desk'

export async function readDesk(tx: Db | Tx): Promise<DeskSetting> {
  const row = await tx.setting.findUnique({ where: { key: KEY }, select: { value: true } })
  return row ? deskSetting.parse(row.value) : DEFAULT_DESK
}

export async function saveDesk(tx: Tx, desk: DeskSetting, now: Date): Promise<void> {
  const data = { value: desk, updatedAt: now }
  await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, ...data }, update: data })
}
