import type { Db } from '../db.ts'
import { deskLists } from './desk-lists.ts'
import { countTargetsOn } from './list-cells-records.ts'
import { listKeyNames, listListSettings } from './list-setting-records.ts'
import { weighLists } from './weighed-list.ts'

/** How many addresses and domains of ours are on a list that is more than vanity. */
export async function countListed(db: Db): Promise<number> {
  const [settings, keys] = await Promise.all([listListSettings(db), listKeyNames(db)])
  const lists = weighLists(deskLists(settings, new Set(keys.map(({ name }) => name)))).filter(({ trust }) => trust !== 'vanity' && trust !== 'no-verdict')
  return countTargetsOn(db, lists.map(({ id }) => id))
}
