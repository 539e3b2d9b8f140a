import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { readStory, type StoryPage } from '../audit/story-records.ts'
import type { Db } from '../db.ts'
import { getHostReceivers, type NamedHostReceiver } from '../deliveries/host-receiver-views.ts'
import type { RequestLine } from '../delisting-requests/request-line.ts'
import { requestsAbout } from '../delisting-requests/requests-about-views.ts'
import { getAddressChecks, type AddressChecksOfHost } from '../probes/address-checks-views.ts'
import { dayStates, type DayState } from './day-states.ts'
import { readDesk } from './read-desk.ts'
import { findLikelyCause } from './find-likely-cause.ts'
import type { LikelyCause } from './likely-cause.ts'
import { linksOf } from './list-links.ts'
import { findFirstAsked } from './list-cells-records.ts'
import { ownersOf } from './list-matrix-views.ts'
import type { DeskList, Listing, ListingSpell } from './listing.ts'
import { listListings, listSpells } from './listing-records.ts'
import { toldOf, type ToldListing } from './open-listing-views.ts'
import { readAddress } from './target.ts'
import { byWeight, TRUST_ORDER, weighed, type WeighedList } from './weighed-list.ts'
import type { Trust } from './trust.ts'

/** A list and what it says of the address. `told` null: it was never asked about it. */
export type IpOnList = { list: WeighedList; told: ToldListing | null; lookup: string | null }
/** Lists of one weight; those of one operator are one opinion and stand together. */
export type IpTrustGroup = { trust: Trust; families: { family: string; operator: string; lists: IpOnList[] }[]; listed: number; unknown: number; lists: number }
/** A list that had something to say in that time. */
export type IpHistory = { list: string; name: string; days: DayState[]; listedSpells: number }
export type IpReceivers = { host: string; isSilent: boolean; lastReadAt: string | null; receivers: NamedHostReceiver[]; /** The host's log does not name the sending address. */ isOfHost: boolean }

export type IpPage = {
  ip: string
  isOurs: boolean
  owners: { name: string; href: string }[]
  site: string
  groups: IpTrustGroup[]
  summary: { listed: number; unknown: number; clear: number; opinions: number }
  newestAt: string | null
  days: number
  history: IpHistory[]
  /** Lists that said clear for all of that time. */
  quiet: number
  receivers: IpReceivers[]
  /** Who most likely caused the weightiest listing; null when it is on no list that decides. */
  cause: { list: string; cause: LikelyCause } | null
  requests: RequestLine[]
  checks: AddressChecksOfHost[]
  story: StoryPage
}

const DAY_MS = 86_400_000
const STORY_ROWS = 30

/** One address of ours, or one that was: every list, its history, how receivers take its mail. Null for all others. */
export async function getIpPage(db: Db, viewer: Viewer, text: string, { now, days, before }: { now: Date; days: number; before: string | null }): Promise<IpPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const address = readAddress(text)
  if (!address) return null
  const ip = address.name
  const since = new Date(now.getTime() - days * DAY_MS)
  const [desk, listings, spells, firstAskedAt] = await Promise.all([readDesk(db), listListings(db, { targets: [ip] }), listSpells(db, { target: ip, since }), findFirstAsked(db, ip)])
  const target = desk.targets.find(({ name }) => name === ip)
  if (!target && listings.length === 0 && firstAskedAt === null) return null

  const byList = new Map(listings.map((listing) => [listing.list, listing]))
  const onLists = desk.lists.filter(({ list, isAsked }) => list.kinds.includes(address.kind) && (isAsked || byList.has(list.id))).map((each) => {
    const listing = byList.get(each.list.id)
    return { desk: each, list: weighed(each), told: listing ? toldOf(listing, each, desk.asking, now) : null, lookup: linksOf(each.list, address).lookup }
  })
  const hosts = target?.hosts ?? []
  const weightiest = onLists.filter(({ told, list }) => told?.state === 'listed' && list.trust !== 'vanity' && list.trust !== 'no-verdict').sort((a, b) => byWeight(a.list, b.list))[0]
  const [receivers, requests, story, cause, checks] = await Promise.all([
    Promise.all(hosts.map((host) => receiversFrom(db, viewer, host.name, ip, now))), requestsAbout(db, viewer, { target: ip }, now),
    readStory(db, { listed: ip, hostIds: hosts.map(({ id }) => id), customerId: null }, { before, limit: STORY_ROWS }),
    weightiest ? findLikelyCause(db, weightiest.desk.list, byList.get(weightiest.list.id) as Listing, hosts.map(({ id }) => id)) : null,
    getAddressChecks(db, viewer, { address: ip, hostIds: hosts.map(({ id }) => id), now }),
  ])
  return {
    ip, isOurs: target !== undefined, owners: target ? ownersOf(target) : [], site: hosts[0]?.site ?? '',
    groups: groupsOf(onLists),
    summary: summaryOf(onLists),
    newestAt: newestOf(listings),
    days,
    ...historyOf(spells, onLists, { days, now, firstAskedAt }),
    receivers: receivers.flatMap((each) => each ?? []),
    cause: cause && weightiest ? { list: weightiest.list.name, cause: { verdict: cause.verdict, suspects: cause.suspects } } : null,
    requests, checks, story,
  }
}

type OnList = IpOnList & { desk: DeskList }

function groupsOf(onLists: OnList[]): IpTrustGroup[] {
  const byTrust = Map.groupBy(onLists.toSorted((a, b) => byWeight(a.list, b.list)), ({ list }) => list.trust)
  return TRUST_ORDER.flatMap((trust) => {
    const own = byTrust.get(trust)
    if (!own) return []
    const families = [...Map.groupBy(own, ({ desk }) => desk.list.family)].map(([family, lists]) => ({
      family, operator: lists[0]?.desk.list.operator ?? family, lists: lists.map(({ list, told, lookup }) => ({ list, told, lookup })).sort((a, b) => harmOf(a) - harmOf(b)),
    }))
    families.sort((a, b) => Math.min(...a.lists.map(harmOf)) - Math.min(...b.lists.map(harmOf)))
    return [{ trust, families, lists: own.length, listed: own.filter(({ told }) => told?.state === 'listed').length, unknown: own.filter(({ told }) => !told || told.state === 'unknown').length }]
  })
}

function harmOf({ told }: Pick<IpOnList, 'told'>): number {
  return told === null || told.state === 'unknown' ? 1 : told.state === 'listed' ? 0 : 2
}

/** Of lists without a verdict nothing is counted. */
function summaryOf(onLists: OnList[]): IpPage['summary'] {
  const counted = onLists.filter(({ list }) => list.trust !== 'no-verdict')
  const listed = counted.filter(({ told }) => told?.state === 'listed')
  return {
    listed: listed.length, clear: counted.filter(({ told }) => told?.state === 'clear').length, unknown: counted.filter(({ told }) => !told || told.state === 'unknown').length,
    opinions: new Set(listed.map(({ desk }) => desk.list.family)).size,
  }
}

function newestOf(listings: readonly Listing[]): string | null {
  return listings.length === 0 ? null : new Date(Math.max(...listings.map(({ checkedAt }) => checkedAt.getTime()))).toISOString()
}

function historyOf(spells: ListingSpell[], onLists: OnList[], ask: { days: number; now: Date; firstAskedAt: Date | null }): Pick<IpPage, 'history' | 'quiet'> {
  const byList = Map.groupBy(spells, ({ list }) => list)
  const all = onLists.map(({ list }) => ({ list: list.id, name: list.name, days: dayStates(byList.get(list.id) ?? [], ask), listedSpells: (byList.get(list.id) ?? []).filter(({ state }) => state === 'listed').length }))
  const isQuiet = ({ days, list }: IpHistory) => !byList.has(list) || days.every(({ state }) => state === 'clear')
  const loud = all.filter((each) => !isQuiet(each)).sort((a, b) => b.listedSpells - a.listedSpells)
  return { history: loud, quiet: all.length - loud.length }
}

/** How receivers take mail from the address; where the log does not name it, what they make of the whole host. */
async function receiversFrom(db: Db, viewer: Viewer, host: string, ip: string, now: Date): Promise<IpReceivers | null> {
  const view = await getHostReceivers(db, viewer, host, { period: '24h', now })
  if (!view) return null
  const own = view.sending.find((each) => each.ip === ip)
  const unnamed = view.sending.find((each) => each.ip === null)
  return { host, isSilent: view.isSilent, lastReadAt: view.lastReadAt, receivers: (own ?? unnamed)?.receivers ?? [], isOfHost: !own }
}
