import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import type { TargetKind } from './blocklist.ts'
import { BLOCKLISTS } from './catalogue/catalogue.ts'
import { deskLists } from './desk-lists.ts'
import { readListDesk } from './list-desk-records.ts'
import type { ListDesk } from './list-desk.ts'
import { listName } from './list-name.ts'
import { listKeyNames, listListSettings } from './list-setting-records.ts'
import { isAskedUnlessSaid, type DeskList } from './listing.ts'
import { trustOf, type Trust } from './trust.ts'
import { byWeight, weighed } from './weighed-list.ts'

export type ListForAdmin = {
  id: string
  name: string
  zone: string
  operator: string
  kinds: TargetKind[]
  isAsked: boolean
  cannot: DeskList['cannot']
  trust: Trust
  /** What holds where nothing is set. */
  byProject: { isAsked: boolean; trust: Trust }
  setting: { isAsked: boolean; trust: Trust | null; reason: string; at: string } | null
}
/** A paid key: that there is one and since when, never the key. */
export type ListKeyForAdmin = { name: string; since: string | null; lists: string[] }
export type ListsForAdmin = { desk: ListDesk; keys: ListKeyForAdmin[]; lists: ListForAdmin[]; ended: ListForAdmin[] }

/** How lists are asked, with which keys, and what this installation decided about each; null for whoever may not set them up. */
export async function getListsForAdmin(db: Db, viewer: Pick<Viewer, 'roles'>): Promise<ListsForAdmin | null> {
  if (!may(viewer, 'configure')) return null
  const [desk, settings, keys] = await Promise.all([readListDesk(db), listListSettings(db), listKeyNames(db)])
  const all = deskLists(settings, new Set(keys.map(({ name }) => name))).toSorted((a, b) => byWeight(weighed(a), weighed(b))).map(listForAdmin)
  const isEnded = ({ cannot }: ListForAdmin) => cannot === 'closed' || cannot === 'unpublished' || cannot === 'in-another'
  return { desk, keys: KEY_NAMES.map((name) => keyForAdmin(name, keys)), lists: all.filter((list) => !isEnded(list)), ended: all.filter(isEnded) }
}

const KEY_NAMES = [...new Set(BLOCKLISTS.flatMap(({ keyed }) => (keyed ? [keyed.key] : [])))].sort()

function keyForAdmin(name: string, keys: { name: string; updatedAt: Date }[]): ListKeyForAdmin {
  const key = keys.find((each) => each.name === name)
  return { name, since: key?.updatedAt.toISOString() ?? null, lists: BLOCKLISTS.filter(({ keyed }) => keyed?.key === name).map(({ id }) => listName(id)) }
}

function listForAdmin(own: DeskList): ListForAdmin {
  const { list, isAsked, cannot, setting } = own
  return {
    id: list.id, name: listName(list.id), zone: list.zone, operator: list.operator, kinds: list.kinds, isAsked, cannot,
    trust: weighed(own).trust,
    byProject: { isAsked: isAskedUnlessSaid(list), trust: weighed({ ...own, setting: null, trust: trustOf(list) }).trust },
    setting: setting && { isAsked: setting.isAsked, trust: setting.trust, reason: setting.reason, at: setting.updatedAt.toISOString() },
  }
}
