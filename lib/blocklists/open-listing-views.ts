import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { requestsAbout } from '../delisting-requests/requests-about-views.ts'
import type { RequestLine } from '../delisting-requests/request-line.ts'
import { isAddressKind, type Blocklist, type TargetKind } from './blocklist.ts'
import { knownBlocklist } from './catalogue/catalogue.ts'
import { dayStates, type DayState } from './day-states.ts'
import { freshSince, type Asking } from './freshness.ts'
import { findLikelyCause } from './find-likely-cause.ts'
import type { LikelyCause } from './likely-cause.ts'
import { linksOf } from './list-links.ts'
import type { ListingCost } from './listing-cost.ts'
import { readListingCost } from './listing-cost-records.ts'
import { listName } from './list-name.ts'
import { findFirstAsked } from './list-cells-records.ts'
import { customerOf, otherHosts, ownersOf } from './list-matrix-views.ts'
import type { DeskList, Listing, ListingEvidence, ListingState } from './listing.ts'
import { usersOf, type NameUsers } from './name-users.ts'
import type { NameCost } from './name-cost.ts'
import { readNameCost } from './name-cost-records.ts'
import { findListing, listHealth, listSpells } from './listing-records.ts'
import { readDesk } from './read-desk.ts'
import type { DeskTarget } from './target-records.ts'
import { speakersOf } from './trust.ts'
import { weighed, type WeighedList } from './weighed-list.ts'

/** How a list answered its own test points at one resolver. */
export type HealthAt = { resolver: string; works: boolean; reason: string | null; since: string; checkedAt: string }
export type TestPoints = { listed: string; clear: string }
export type ListInfo = WeighedList & {
  operator: string
  zone: string
  /** Why it is not asked, if it is not. */
  notAsked: DeskList['cannot'] | 'switched-off'
  expiresAfterHours: number | null
  delistingNote: string
}

/** What was said of a target, as pages show it. */
export type ToldListing = Pick<Listing, 'codes' | 'meaning' | 'text' | 'incidentNumber'> & {
  state: ListingState
  /** Too long ago to be believed. */
  isOld: boolean
  since: string
  checkedAt: string
  reason: string | null
  known: { state: 'listed' | 'clear'; at: string } | null
  evidence: ListingEvidence
}

export type OpenListing = {
  target: { name: string; kind: TargetKind; isAddress: boolean; owners: { name: string; href: string }[]; otherHosts: number; /** Of a name: the hosts that go by it. */ users: NameUsers; customer: { name: string; href: string } | null }
  list: ListInfo
  /** The name that was asked for, without a key. */
  question: string
  /** Null: it was never asked. */
  told: ToldListing | null
  points: TestPoints
  health: HealthAt[]
  /** The lists of a common zone that speak in the answer. */
  speakers: string[]
  links: { lookup: string | null; delisting: string | null }
  days: DayState[]
  requests: RequestLine[]
  /** Of a listing: who most likely caused it, and what it costs. Null where there is none, or no host of ours. */
  cause: LikelyCause | null
  cost: ListingCost | null
  /** Of a listed name: what it costs, and the accounts that log in under it. */
  nameCost: NameCost | null
}

export const DAYS_SHOWN = 30
const DAY_MS = 86_400_000

/** One of our addresses or domains on one list; null when there is no such pair. */
export async function getOpenListing(db: Db, viewer: Pick<Viewer, 'roles'>, { target: name, list: id, now }: { target: string; list: string; now: Date }): Promise<OpenListing | null> {
  if (!may(viewer, 'see-desk')) return null
  const since = new Date(now.getTime() - DAYS_SHOWN * DAY_MS)
  const { targets, lists, asking } = await readDesk(db)
  const target = targets.find((each) => each.name === name)
  const desk = lists.find(({ list }) => list.id === id)
  if (!target || !desk || !desk.list.kinds.includes(target.kind)) return null
  const [listing, health, spells, firstAskedAt, requests] = await Promise.all([
    findListing(db, name, id), listHealth(db, id), listSpells(db, { target: name, list: id, since }), findFirstAsked(db, name), requestsAbout(db, viewer, { list: id, target: name }, now),
  ])
  const hostIds = target.hosts.map((host) => host.id)
  const isListed = listing?.state === 'listed' || listing?.knownState === 'listed'
  const isAddress = isAddressKind(target.kind)
  const [cause, cost] = listing && isListed && isAddress && hostIds.length > 0 ? await Promise.all([findLikelyCause(db, desk.list, listing, hostIds), readListingCost(db, desk.list, hostIds, now)]) : [null, null]
  const nameCost = isListed && !isAddress ? await readNameCost(db, desk.list, target, now) : null
  const speakers = speakersOf(desk.list, listing?.codes ?? [], knownBlocklist)
  return {
    target: { name, kind: target.kind, isAddress: isAddressKind(target.kind), owners: ownersOf(target), otherHosts: otherHosts(target), users: isAddressKind(target.kind) ? [] : usersOf(target), customer: customerOf(target) },
    list: infoOf(desk),
    question: questionOf(target, desk.list),
    told: listing && toldOf(listing, desk, asking, now),
    points: pointsOf(desk.list, target.kind),
    health: health.map(healthAt),
    speakers: speakers[0] === desk.list ? [] : speakers.map((each) => listName(each.id)),
    links: linksOf(speakers[0] ?? desk.list, target),
    days: dayStates(spells, { days: DAYS_SHOWN, now, firstAskedAt }),
    requests,
    cause: cause && { verdict: cause.verdict, suspects: cause.suspects },
    cost,
    nameCost,
  }
}

export function infoOf(desk: DeskList): ListInfo {
  const { operator, zone, delisting } = desk.list
  const notAsked = desk.cannot ?? (desk.isAsked ? null : 'switched-off')
  return { ...weighed(desk), operator, zone, notAsked, expiresAfterHours: delisting.expiresAfterHours, delistingNote: delisting.note }
}

/** An old answer is no answer: whatever it said, today nobody knows. */
export function toldOf(listing: Listing, desk: DeskList, asking: Asking, now: Date): ToldListing {
  const { codes, meaning, text, incidentNumber, evidence, reason } = listing
  const isOld = listing.checkedAt < freshSince(desk, asking, now)
  const known = isOld && listing.state !== 'unknown' ? { state: listing.state, at: listing.checkedAt } : listing.knownState && listing.knownAt ? { state: listing.knownState, at: listing.knownAt } : null
  return {
    codes, meaning, text, incidentNumber, evidence, reason, isOld,
    state: isOld ? 'unknown' : listing.state,
    since: (isOld ? listing.checkedAt : listing.since).toISOString(),
    checkedAt: listing.checkedAt.toISOString(),
    known: known && { state: known.state, at: known.at.toISOString() },
  }
}

export function healthAt({ resolver, state, reason, since, checkedAt }: Awaited<ReturnType<typeof listHealth>>[number]): HealthAt {
  return { resolver, works: state === 'works', reason, since: since.toISOString(), checkedAt: checkedAt.toISOString() }
}

/** Where a key goes stands `{key}`: keys are never shown. */
function questionOf(target: Pick<DeskTarget, 'query'>, { zone }: Pick<Blocklist, 'zone'>): string {
  return `${target.query}.${zone}.`
}

const POINTS: Record<TargetKind, TestPoints> = {
  ip4: { listed: '127.0.0.2', clear: '127.0.0.1' },
  ip6: { listed: '::ffff:127.0.0.2', clear: '::ffff:127.0.0.1' },
  domain: { listed: 'test', clear: 'invalid' },
  host: { listed: 'test', clear: 'invalid' },
}

/** The points of RFC 5782, or those that the list names. */
export function pointsOf({ testPoints }: Pick<Blocklist, 'testPoints'>, kind: TargetKind): TestPoints {
  return { ...POINTS[kind], ...testPoints }
}
