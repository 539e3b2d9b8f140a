import type { Db } from '../db.ts'
import { keepBriefly } from '../live/keep-briefly.ts'
import { deskLists } from './desk-lists.ts'
import type { Asking } from './freshness.ts'
import { countKinds } from './list-matrix.ts'
import { readListDesk } from './list-desk-records.ts'
import { listKeyNames, listListSettings } from './list-setting-records.ts'
import type { DeskList } from './listing.ts'
import { listDeskTargets, type DeskTarget } from './target-records.ts'

/** All that pages need to know of how lists are asked: about what, which, how often. */
export type ListDeskNow = { targets: DeskTarget[]; lists: DeskList[]; asking: Asking }

/** Of so many it takes its time to read and sort them. */
const MANY = 500

function areMany({ length }: readonly unknown[]): boolean {
  return length >= MANY
}

export async function readDesk(db: Db): Promise<ListDeskNow> {
  const [targets, settings, keys, { intervalMinutes }] = await Promise.all([keepBriefly('list targets', areMany, () => listDeskTargets(db)), listListSettings(db), listKeyNames(db), readListDesk(db)])
  return { targets, lists: deskLists(settings, new Set(keys.map(({ name }) => name))), asking: { targets: countKinds(targets), intervalMinutes } }
}
