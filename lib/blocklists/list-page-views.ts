import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { readStory, type StoryPage } from '../audit/story-records.ts'
import type { Db } from '../db.ts'
import type { RequestLine } from '../delisting-requests/request-line.ts'
import { requestsAbout } from '../delisting-requests/requests-about-views.ts'
import { isAddressKind, type Blocklist } from './blocklist.ts'
import { listName } from './list-name.ts'
import type { ListingSpell, ListSetting } from './listing.ts'
import { listHealth, listListings, listSpells } from './listing-records.ts'
import { otherHosts, ownersOf } from './list-matrix-views.ts'
import { healthAt, infoOf, pointsOf, toldOf, type HealthAt, type ListInfo, type TestPoints, type ToldListing } from './open-listing-views.ts'
import { readDesk } from './read-desk.ts'
import { trustOf, type Trust } from './trust.ts'

/** One of ours that is on the list now, or of which it gave no usable answer. */
export type OnListNow = { target: string; isAddress: boolean; owners: { name: string; href: string }[]; otherHosts: number; told: ToldListing }
export type PastSpell = { target: string; isAddress: boolean; beganAt: string; endedAt: string | null; codes: string[]; text: string | null }

export type ListPage = {
  list: ListInfo
  /** What the project knows of it, with its sources. */
  known: Pick<Blocklist, 'status' | 'severity' | 'codes' | 'evidence' | 'delisting' | 'limits' | 'note' | 'dead' | 'certainty' | 'asOf' | 'sources' | 'isWhitelist' | 'isBitmask' | 'keyed'>
  parts: { id: string; name: string }[]
  /** Lists of the same operator: one opinion. */
  family: { id: string; name: string }[]
  trustByProject: Trust
  setting: (Omit<ListSetting, 'updatedAt'> & { updatedAt: string }) | null
  points: TestPoints
  health: HealthAt[]
  asked: number
  newestAt: string | null
  oldestAt: string | null
  listed: OnListNow[]
  unknown: OnListNow[]
  /** What of ours was listed in the last days, the newest first. */
  spells: PastSpell[]
  days: number
  requests: RequestLine[]
  story: StoryPage
}

export const LIST_DAYS = 90
const DAY_MS = 86_400_000
const STORY_ROWS = 30
const SHOWN_MAX = 200

/** What a list is, how it answers us, and what of ours was and is on it; null for a list that nobody knows. */
export async function getListPage(db: Db, viewer: Pick<Viewer, 'roles'>, id: string, { now, before }: { now: Date; before: string | null }): Promise<ListPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const desk = await readDesk(db)
  const own = desk.lists.find(({ list }) => list.id === id)
  if (!own) return null
  const since = new Date(now.getTime() - LIST_DAYS * DAY_MS)
  const [listings, health, spells, requests, story] = await Promise.all([
    listListings(db, { lists: [id] }), listHealth(db, id), listSpells(db, { list: id, since }, SHOWN_MAX), requestsAbout(db, viewer, { list: id }, now), readStory(db, { list: id }, { before, limit: STORY_ROWS }),
  ])
  const targets = new Map(desk.targets.map((target) => [target.name, target]))
  const told = listings.flatMap((listing): OnListNow[] => {
    const target = targets.get(listing.target)
    return target ? [{ target: listing.target, isAddress: isAddressKind(listing.kind), owners: ownersOf(target), otherHosts: otherHosts(target), told: toldOf(listing, own, desk.asking, now) }] : []
  })
  const times = listings.map(({ checkedAt }) => checkedAt.getTime())
  const { status, severity, codes, evidence, delisting, limits, note, dead, certainty, asOf, sources, isWhitelist, isBitmask, keyed } = own.list
  return {
    list: infoOf(own),
    known: { status, severity, codes, evidence, delisting, limits, note, dead, certainty, asOf, sources, isWhitelist, isBitmask, keyed },
    parts: (own.list.aggregateOf ?? []).map(named),
    family: desk.lists.filter(({ list }) => list.family === own.list.family && list.id !== id).map(({ list }) => named(list.id)),
    trustByProject: trustOf(own.list),
    setting: own.setting && { ...own.setting, updatedAt: own.setting.updatedAt.toISOString() },
    points: pointsOf(own.list, own.list.kinds[0] ?? 'ip4'),
    health: health.map(healthAt),
    asked: told.length,
    newestAt: times.length === 0 ? null : new Date(Math.max(...times)).toISOString(),
    oldestAt: times.length === 0 ? null : new Date(Math.min(...times)).toISOString(),
    listed: told.filter(({ told }) => told.state === 'listed'),
    unknown: told.filter(({ told }) => told.state === 'unknown').slice(0, SHOWN_MAX),
    spells: spells.filter(({ state }) => state === 'listed').map(pastSpell),
    days: LIST_DAYS,
    requests, story,
  }
}

function named(id: string): { id: string; name: string } {
  return { id, name: listName(id) }
}

function pastSpell({ target, beganAt, endedAt, codes, text }: ListingSpell): PastSpell {
  return { target, isAddress: /^[0-9.]+$|:/.test(target), beganAt: beganAt.toISOString(), endedAt: endedAt?.toISOString() ?? null, codes, text }
}
