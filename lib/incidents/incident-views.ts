import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { listCheckMoves, type CheckMove } from '../audit/check-move-records.ts'
import { listLockMoves } from '../audit/lock-move-records.ts'
import { listListingMoves, type ListingMove } from '../audit/listing-move-records.ts'
import { listReceiverMoves, type ReceiverMove } from '../audit/receiver-move-records.ts'
import { readStory, type StoryPage } from '../audit/story-records.ts'
import { targetOfCause } from '../blocklists/listing.ts'
import type { Db } from '../db.ts'
import { attemptsOver } from '../deliveries/habit-records.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import { blockedHosts, type BlockedHost } from '../receiver-standings/blocked-hosts.ts'
import type { LockState } from '../relay-locks/relay-lock.ts'
import type { DomainCheckName } from '../domain-checks/domain-check.ts'
import { checkOfCause } from './check-cause.ts'
import { domainOfCause } from './domain-cause.ts'
import { failedHosts, probeSummary, type FailedHost, type ProbeSummary } from './failing-probe.ts'
import { incidentFigures, type IncidentFigures } from './incident-figures.ts'
import { listedSummary, type ListedSummary } from './listed-target.ts'
import { blockSummary, blockTrend, type BlockSummary, type BlockTrend } from './receiver-block.ts'
import { findIncidentHead, leftBeforeLock, listIncidentHeads, locksOfIncidents, takenOfLocks, trafficOfAccounts, type IncidentHead, type IncidentLock } from './incident-page-records.ts'
import { pseudonyms, replyWithoutNames, withoutNames } from './incident-story.ts'
import { incidentTraffic, trafficSpan, type IncidentTraffic } from './incident-traffic.ts'
import { receiverOfCause, type IncidentKind, type IncidentReview } from './incident.ts'
import { keyEvents, type KeyEvent } from './key-events.ts'

export type IncidentRow = {
  number: number
  kind: IncidentKind
  isOver: boolean
  openedAt: string
  endedAt: string | null
  /** What it is about: accounts (by pseudonym for a manager), or the silent host. */
  about: string[]
  customers: string[]
  figures: IncidentFigures
  /** What a receiver did; null for an incident of another kind. */
  block: BlockSummary | null
  /** What lists did about an address or a domain of ours; null for an incident of another kind. */
  listed: ListedSummary | null
  /** What check fails; null for an incident of another kind. */
  probe: ProbeSummary | null
  /** The check of a sending domain of ours that fails; null for an incident of another kind. */
  ownDomain: { domain: string; check: DomainCheckName } | null
  isReviewed: boolean
  /** False when names are hidden from this viewer. */
  seesNames: boolean
}
export type IncidentList = { rows: IncidentRow[]; next: number | null }
export type IncidentListAsk = { kind?: IncidentKind; isOpen?: boolean; before: number | null; now: Date; period?: { from: Date; to: Date } }

export type IncidentLockForPage = {
  id: string
  account: string
  customer: string | null
  state: LockState
  lockedAt: string
  closedAt: string | null
  relapses: number
  ticketNumber: number | null
  waitingFor: string | null
  takenBy: string | null
}

export type IncidentDetail = IncidentRow & {
  review: IncidentReview | null
  reviewed: { at: string; by: string } | null
  locks: IncidentLockForPage[]
  /** What its accounts sent; null for an incident without accounts. */
  traffic: IncidentTraffic | null
  /** The hosts that a receiver did not take all mail of, and how that went; null for an incident of another kind. */
  blocked: { hosts: BlockedHost[]; trend: BlockTrend } | null
  /** The hosts that a check fails on; null for an incident of another kind. */
  failed: FailedHost[] | null
  events: KeyEvent[]
  story: StoryPage
}

const ROWS = 50
const STORY_ROWS = 200

/** Incidents for staff (by name) and managers (by pseudonym), newest first; empty for whoever may see neither. */
export async function listIncidents(viewer: Viewer, ask: IncidentListAsk): Promise<IncidentList> {
  if (!maySeeIncidents(viewer)) return { rows: [], next: null }
  const db = webDb()
  const found = await listIncidentHeads(db, { ...ask, limit: ROWS + 1 })
  const heads = found.slice(0, ROWS)
  const [locks, receiverMoves, listingMoves, checkMoves] = await Promise.all([readLocks(db, heads), readMoves(db, heads), readListingMoves(db, heads), readCheckMoves(db, heads)])
  const rows = rowsOf(heads, { ...locks, receiverMoves, listingMoves, checkMoves }, seesNames(viewer), ask.now)
  return { rows, next: found.length > ROWS ? (heads.at(-1)?.number ?? null) : null }
}

/** One incident with its figures and its one timeline; null when there is none or the viewer may see none. */
export async function getIncident(viewer: Viewer, number: number, ask: { now: Date; before?: string | null }): Promise<IncidentDetail | null> {
  if (!maySeeIncidents(viewer)) return null
  const db = webDb()
  const head = await findIncidentHead(db, number)
  if (!head) return null
  const isNamed = seesNames(viewer)
  const [locks, receiverMoves, listingMoves, checkMoves] = await Promise.all([readLocks(db, [head]), readMoves(db, [head]), readListingMoves(db, [head]), readCheckMoves(db, [head])])
  const read = { ...locks, receiverMoves, listingMoves, checkMoves }
  const [row] = rowsOf([head], read, isNamed, ask.now)
  if (!row) return null
  const [story, newest, turns, traffic, blocked] = await Promise.all([
    readStory(db, { incidentId: head.id }, { before: ask.before, limit: STORY_ROWS }),
    readStory(db, { incidentId: head.id }, { kinds: ['incident'], limit: STORY_ROWS }),
    readStory(db, { incidentId: head.id }, { kinds: ['relay-lock', 'guarded-unlock', 'notice', 'host', 'receiver', 'listing', 'check', 'domain-check', 'incident'], limit: STORY_ROWS }),
    trafficOf(db, head, read.locks, ask.now),
    blockedOf(db, head, receiverMoves, { isNamed, now: ask.now }),
  ])
  const nameOf = naming(read.locks, isNamed)
  const shown = (page: StoryPage) => (isNamed ? page.entries : page.entries.map((entry) => withoutNames(entry, nameOf)))
  const review = newest.entries.find((entry) => entry.to === 'reviewed')
  return {
    ...row,
    review: head.review,
    reviewed: review ? { at: review.at, by: review.by.initials || review.by.name } : null,
    locks: read.locks.map((lock) => lockForPage(lock, nameOf, isNamed)),
    traffic,
    blocked,
    failed: failedOf(head, checkMoves, isNamed),
    events: keyEvents(shown(turns)),
    story: { ...story, entries: shown(story) },
  }
}

function maySeeIncidents(viewer: Viewer): boolean {
  return may(viewer, 'see-desk') || may(viewer, 'see-reports')
}

/** Support sees names at the desk anyway; of those who read reports, only who leads. */
function seesNames(viewer: Viewer): boolean {
  return may(viewer, 'see-desk') || may(viewer, 'see-names-in-reports')
}

type ReadLocks = { locks: IncidentLock[]; taken: Map<string, number>; left: Map<string, number>; moves: { lockId: string; at: Date; to: string }[] }
async function readLocks(db: Db, heads: IncidentHead[]): Promise<ReadLocks> {
  const locks = await locksOfIncidents(db, heads.map((head) => head.id))
  const ids = locks.map((lock) => lock.id)
  const [taken, left, moves] = await Promise.all([takenOfLocks(db, ids), leftBeforeLock(db, ids), listLockMoves(db, ids)])
  return { locks, taken, left, moves }
}

async function readMoves(db: Db, heads: IncidentHead[]): Promise<ReceiverMove[]> {
  return listReceiverMoves(db, { incidentIds: heads.filter(({ kind }) => kind === 'receiver-block').map(({ id }) => id) })
}

async function readListingMoves(db: Db, heads: IncidentHead[]): Promise<ListingMove[]> {
  return listListingMoves(db, heads.filter(({ kind }) => kind === 'listing').map(({ id }) => id))
}

/** What lists said of a target; where names are hidden a customer's domain is, and a stranger's words lose what may name anybody. */
function listedOf(head: IncidentHead, moves: ListingMove[], isNamed: boolean): ListedSummary | null {
  const target = targetOfCause(head.causeKey)
  if (target === null) return null
  const summary = listedSummary(target, moves.filter(({ incidentId }) => incidentId === head.id))
  if (isNamed) return summary
  const isOurs = summary.isAddress || summary.hosts.length > 0 || summary.usedBy.length > 0
  return { ...summary, target: isOurs ? target : '…', lists: summary.lists.map((each) => ({ ...each, text: each.text && replyWithoutNames(each.text) })) }
}

async function readCheckMoves(db: Db, heads: IncidentHead[]): Promise<CheckMove[]> {
  return listCheckMoves(db, { incidentIds: heads.filter(({ kind }) => kind === 'failing-probe').map(({ id }) => id) })
}

/** The lines of a dialogue may name a customer's domain, a reason anybody. */
function failedOf(head: IncidentHead, moves: CheckMove[], isNamed: boolean): FailedHost[] | null {
  if (checkOfCause(head.causeKey) === null) return null
  const hosts = failedHosts(moves)
  if (isNamed) return hosts
  return hosts.map((host) => ({ ...host, acknowledged: host.acknowledged && '', places: host.places.map((place) => ({ ...place, evidence: replyWithoutNames(place.evidence), cure: place.cure && replyWithoutNames(place.cure) })) }))
}

async function blockedOf(db: Db, head: IncidentHead, moves: ReceiverMove[], { isNamed, now }: { isNamed: boolean; now: Date }): Promise<IncidentDetail['blocked']> {
  const receiver = receiverOfCause(head.causeKey)
  if (receiver === null) return null
  const hosts = blockedHosts(moves)
  const span = trafficSpan(head.openedAt, head.endedAt ?? now)
  const { hours, spans } = await attemptsOver(db, { receiver, hostIds: hosts.map(({ hostId }) => hostId), ...span }, now)
  const said = (reply: string | null) => (reply === null || isNamed ? reply : replyWithoutNames(reply))
  return { hosts: hosts.map((host) => ({ ...host, reply: said(host.reply) })), trend: blockTrend(spans, span, hours) }
}

function rowsOf(heads: IncidentHead[], { locks, receiverMoves, listingMoves, checkMoves, ...counted }: ReadLocks & { receiverMoves: ReceiverMove[]; listingMoves: ListingMove[]; checkMoves: CheckMove[] }, isNamed: boolean, now: Date): IncidentRow[] {
  return heads.map((head) => {
    const listed = listedOf(head, listingMoves, isNamed)
    const receiver = receiverOfCause(head.causeKey)
    const check = checkOfCause(head.causeKey)
    const failed = check && failedHosts(checkMoves.filter((move) => move.incidentId === head.id))
    const own = locks.filter((lock) => lock.incidentId === head.id)
    const nameOf = naming(own, isNamed)
    return {
      number: head.number,
      kind: head.kind,
      isOver: head.isOver,
      openedAt: head.openedAt.toISOString(),
      endedAt: head.endedAt?.toISOString() ?? null,
      about: own.length > 0 ? [...new Set(own.map((lock) => nameOf(lock.account)))] : listed ? [listed.target] : (failed?.map(({ host }) => host) ?? aboutOf(head)),
      customers: [...new Set(own.flatMap((lock) => (lock.customer ? [customerName(lock.customer, isNamed)] : [])))],
      figures: incidentFigures(head, own, counted, now),
      block: receiver === null ? null : blockSummary(receiver, blockedHosts(receiverMoves.filter((move) => move.incidentId === head.id)), head.endedAt),
      listed,
      probe: check && probeSummary(check, failed ?? []),
      ownDomain: domainOfCause(head.causeKey),
      isReviewed: head.review !== null,
      seesNames: isNamed,
    }
  })
}

async function trafficOf(db: Db, head: IncidentHead, locks: IncidentLock[], now: Date): Promise<IncidentTraffic | null> {
  if (locks.length === 0) return null
  const span = trafficSpan(head.openedAt, head.endedAt ?? now)
  const accounts = [...new Set(locks.map((lock) => lock.accountId))]
  return incidentTraffic(await trafficOfAccounts(db, accounts, span.from, span.to), span)
}

function lockForPage(lock: IncidentLock, nameOf: (account: string) => string, isNamed: boolean): IncidentLockForPage {
  const { id, state, relapses, ticketNumber, waitingFor, takenBy } = lock
  return {
    id, state, relapses, ticketNumber, waitingFor,
    account: nameOf(lock.account),
    customer: lock.customer && customerName(lock.customer, isNamed),
    lockedAt: lock.lockedAt.toISOString(),
    closedAt: lock.closedAt?.toISOString() ?? null,
    takenBy: takenBy && (takenBy.initials || takenBy.name),
  }
}

function naming(locks: IncidentLock[], isNamed: boolean): (account: string) => string {
  if (isNamed) return (account) => account
  const hidden = pseudonyms(locks.map((lock) => lock.account))
  return (account) => hidden.get(account) ?? 'account'
}

/** Customers appear by number only where names are hidden. */
function customerName(customer: { number: string; name: string }, isNamed: boolean): string {
  return isNamed ? `${customer.number} ${customer.name}` : customer.number
}

/** Hosts and our own domains are ours and receivers are known to all; a cause of another kind may name an account and is left out. */
function aboutOf(head: IncidentHead): string[] {
  const receiver = receiverOfCause(head.causeKey)
  if (receiver !== null) return [receiverName(receiver)]
  const ownDomain = domainOfCause(head.causeKey)
  if (ownDomain !== null) return [ownDomain.domain]
  return head.kind === 'silent-host' ? [head.causeKey.replace(/^host:/, '')] : []
}
