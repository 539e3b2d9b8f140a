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
