import type { Db, Tx } from '../db.ts'
import { TRUST_TO_CHOOSE, type ListSetting } from './listing.ts'

/** What this installation decided about lists; a list that is missing is as the project says. */
export async function listListSettings(db: Db | Tx): Promise<ListSetting[]> {
  const rows = await db.blocklistSetting.findMany({ orderBy: { list: 'asc' }, select: { list: true, isAsked: true, trust: true, reason: true, updatedAt: true } })
  return rows.map(({ trust, ...row }) => ({ ...row, trust: TRUST_TO_CHOOSE.find((one) => one === trust) ?? null }))
}

/** Names of the keys that are there, and since when; never the keys. */
export async function listKeyNames(db: Db | Tx): Promise<{ name: string; updatedAt: Date }[]> {
  return db.blocklistKey.findMany({ orderBy: { name: 'asc' }, select: { name: true, updatedAt: true } })
}

export async function findListSetting(tx: Tx, list: string): Promise<ListSetting | null> {
  return (await listListSettings(tx)).find((setting) => setting.list === list) ?? null
}

export async function writeListSetting(tx: Tx, { list, isAsked, trust, reason, now, userId }: Omit<ListSetting, 'updatedAt'> & { now: Date; userId: number | null }): Promise<void> {
  const data = { isAsked, trust, reason, updatedAt: now, updatedById: userId }
  await tx.blocklistSetting.upsert({ where: { list }, create: { list, ...data }, update: data, select: { list: true } })
}

export async function removeListSetting(tx: Tx, list: string): Promise<void> {
  await tx.blocklistSetting.deleteMany({ where: { list } })
}
