import type { Db, Tx } from '../db.ts'
import { NO_SENDING_SETTING, sendingSetting, type SendingSetting } from './domain-check.ts'

const KEY = 'sending'

/** What the provider said of his own sending; nothing of it until somebody did. */
export async function readSendingSetting(tx: Db | Tx): Promise<SendingSetting> {
  const row = await tx.setting.findUnique({ where: { key: KEY }, select: { value: true } })
  return row ? sendingSetting.parse(row.value) : NO_SENDING_SETTING
}

export async function saveSendingSetting(tx: Tx, setting: SendingSetting, now: Date): Promise<void> {
  const data = { value: setting, updatedAt: now }
  await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, ...data }, update: data })
}
