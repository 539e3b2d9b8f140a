import 'server-only'
import { NO_COUNTS, type FrameCounts } from './frame-counts.ts'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { countListed } from '../blocklists/count-listed.ts'
import { listOpenListings } from '../blocklists/open-listing-records.ts'
import { listOpenFailures } from '../domain-checks/domain-failure-records.ts'
import { listOpenRequests } from '../delisting-requests/delisting-request-records.ts'
import { measureRequests } from '../delisting-requests/measured-records.ts'
import { isSilent } from '../hosts/host.ts'
import { guardedUnlockTerms } from '../policies/policy.ts'
import { watchFigures } from '../protocol/events.ts'
import { listTroubledPairs, type TroubledPair } from '../receiver-standings/standing-records.ts'
import { HARMING_CHECKS } from '../probes/check-catalogue.ts'
import { listFailing } from '../probes/host-check-records.ts'
import { countInQuarantine, listExpiring, type ExpiringMail } from '../quarantine/quarantine-list-records.ts'
import { countHosts, countIncidentsToReview, countNoticesNotSent, countOpenIncidents, countOpenLocks, countQuarantinedByAccount, findLastBurst, listHostsHeard, listHostsInNeed, listOpenTickets, listRunningWatches, listSnoozed, type HostRow } from './now-records.ts'
import { checkRows, failingStories } from './check-rows.ts'
import { NOW_SHAPES, orderRows, rowKeyOf, type NowRow } from './now-row.ts'
import { listingRows } from './listing-rows.ts'
import { domainRows } from './domain-rows.ts'
import { receiverRows } from './receiver-rows.ts'
import { requestRows } from './request-rows.ts'
import { ticketRow } from './ticket-rows.ts'

/** A guarded unlock that runs and ends by itself, with both meters. */
export type RunningWatch = {
  id: string
  account: string
  ticketNumber: number | null
  host: string
  isHostSilent: boolean
  step: string
  mails: number
  mailsMax: number
  watchBeganAt: Date | null
  watchUntil: Date | null
  watchSeconds: number
  figuresAt: Date | null
  href: string
}

export type HostShape = { name: string; state: 'fine' | 'trouble' | 'silent' | 'not-joined'; lastReadAt: Date | null }
export type NowView = {
  rows: NowRow[]
  /** Rows this person put off. */
  snoozed: number
  watches: RunningWatch[]
  sites: { site: string; hosts: HostShape[] }[]
  counts: { waitingForUs: number; noticesQueued: number; noticesFailed: number; expiring: { messages: number; deleteAt: Date } | null }
  lastBurstAt: Date | null
}

const DAY_MS = 86_400_000

/** What a view needs of whoever asks. */
export type NowViewer = Pick<Viewer, 'userId' | 'roles'>

/** What needs a hand, and what runs by itself; null for whoever may not see the desk. */
export async function getNow(db: Db, viewer: NowViewer, now: Date): Promise<NowView | null> {
  if (!may(viewer, 'see-desk')) return null
  const [found, snoozed, watches, notices, lastBurstAt, heard] = await Promise.all([
    findRows(db, viewer, now), listSnoozed(db, viewer.userId, now), listRunningWatches(db), countNoticesNotSent(db), findLastBurst(db), listHostsHeard(db),
  ])
  const rows = orderRows(found.rows.filter((row) => !snoozed.has(row.rowKey)))
  return {
    rows,
    snoozed: found.rows.length - rows.length,
    watches: watches.map(runningWatch),
    sites: sitesOf(heard, new Set(found.hosts.filter(({ troubles }) => troubles.length > 0).map(({ name }) => name)), now),
    counts: { waitingForUs: found.waitingForUs, noticesQueued: notices.queued, noticesFailed: notices.failed, expiring: expiringSum(found.expiring) },
    lastBurstAt,
  }
}

/** The numbers beside the pages' names, for one person. */
export async function frameCounts(db: Db, viewer: NowViewer, now: Date): Promise<FrameCounts> {
  const reviews = may(viewer, 'see-reports') ? await countIncidentsToReview(db) : 0
  if (!may(viewer, 'see-desk')) return { ...NO_COUNTS, reviews }
  const [found, snoozed, locks, quarantine, listedTargets, incidents] = await Promise.all([
    findRows(db, viewer, now), listSnoozed(db, viewer.userId, now), countOpenLocks(db), countInQuarantine(db), countListed(db), countOpenIncidents(db),
  ])
  return {
    now: found.rows.filter((row) => !snoozed.has(row.rowKey)).length,
    troubledReceivers: receiversOf(found.troubled).size,
    refusingReceivers: receiversOf(found.troubled.filter(({ state }) => state === 'refused')).size,
    silentHosts: found.hosts.filter((host) => host.isSilent).length,
    locks,
    tickets: found.waitingForUs,
    quarantine,
    listedTargets,
    failingChecks: failingStories(found.failing, now).length,
    incidents,
    requests: found.requests.length,
    requestsToDo: found.rows.filter(({ kind }) => kind === 'request-due' || kind === 'request-over').length,
    reviews,
  }
}

async function findRows(db: Db, viewer: NowViewer, now: Date) {
  const [tickets, hosts, hostCount, troubled, listed, failing, expiring, requests, domains] = await Promise.all([
    listOpenTickets(db), listHostsInNeed(db), countHosts(db), listTroubledPairs(db), listOpenListings(db), listFailing(db, HARMING_CHECKS), listExpiring(db, new Date(now.getTime() + DAY_MS), { customerId: null }), listOpenRequests(db), listOpenFailures(db, now),
  ])
  const [quarantined, measured] = await Promise.all([countQuarantinedByAccount(db, tickets.map((ticket) => ticket.lock.account.id)), measureRequests(db, requests)])
  const who = { userId: viewer.userId, mayApprove: may(viewer, 'approve-repeat') }
  const rows = [
    ...tickets.flatMap((ticket) => ticketRow(ticket, { viewer: who, quarantined: quarantined.get(ticket.lock.account.id) ?? 0, now }) ?? []),
    ...receiverRows(troubled, hostCount),
    ...listingRows(listed),
    ...checkRows(failing, now),
    ...domainRows(domains),
    ...hosts.flatMap(hostRows),
    ...requestRows(requests, measured, now),
    ...expiring.map(expiringRow),
  ]
  return { rows, hosts, expiring, troubled, failing, requests, waitingForUs: tickets.filter((ticket) => ticket.waitingFor === 'us').length }
}

function receiversOf(pairs: TroubledPair[]): Set<string> {
  return new Set(pairs.map(({ receiver }) => receiver))
}

function hostRows(host: HostRow): NowRow[] {
  const href = `/support/hosts/${encodeURIComponent(host.name)}`
  const silentSince = host.isSilent ? host.lastReadAt : null
  const silent: NowRow[] = silentSince
    ? [{ rowKey: rowKeyOf('silent-host', host.name, silentSince), kind: 'silent-host', shape: NOW_SHAPES['silent-host'], who: host.name, what: { at: silentSince }, since: silentSince, next: 'open-host', href }]
    : []
  const troubles = host.troubles.map(({ code, text, at }): NowRow => ({
    rowKey: `host-trouble:${host.name}:${code}`, kind: 'host-trouble', shape: NOW_SHAPES['host-trouble'], who: host.name, what: { text }, since: at, next: 'open-host', href,
  }))
  return [...silent, ...troubles]
}

function expiringRow({ account, messages, deleteAt }: ExpiringMail): NowRow {
  const href = `/support/quarantine?account=${encodeURIComponent(account)}`
  return { rowKey: rowKeyOf('mail-expiring', account, deleteAt), kind: 'mail-expiring', shape: NOW_SHAPES['mail-expiring'], who: account, what: { messages, at: deleteAt }, since: deleteAt, next: 'open-quarantine', href }
}

function runningWatch({ id, step, lock, host, terms: kept, figures, figuresAt, watchBeganAt, watchUntil }: Awaited<ReturnType<typeof listRunningWatches>>[number]): RunningWatch {
  const terms = guardedUnlockTerms.parse(kept)
  const ticketNumber = lock.ticket?.number ?? null
  return {
    id, step, figuresAt, watchBeganAt, watchUntil, ticketNumber,
    account: lock.account.name,
    host: host.name,
    isHostSilent: host.isSilent,
    mails: watchFigures.safeParse(figures).data?.arrived ?? 0,
    mailsMax: terms.mailsMax,
    watchSeconds: terms.watchSeconds,
    href: ticketNumber === null ? '/support/locks' : `/support/tickets/${ticketNumber}`,
  }
}

const WORST_FIRST: HostShape['state'][] = ['trouble', 'silent', 'not-joined', 'fine']

type Heard = Awaited<ReturnType<typeof listHostsHeard>>[number]

function sitesOf(hosts: Heard[], troubled: Set<string>, now: Date): NowView['sites'] {
  const bySite = Map.groupBy(hosts, (host) => host.site)
  return [...bySite].map(([site, list]) => ({
    site,
    hosts: list.map((host) => ({ name: host.name, state: stateOf(host, troubled, now), lastReadAt: host.lastReadAt })).sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state)),
  }))
}

/** By the age of its last word, not by what was marked: a desk whose worker is away must not paint old hosts fine. */
function stateOf({ name, joinedAt, lastReadAt }: Heard, troubled: Set<string>, now: Date): HostShape['state'] {
  if (joinedAt === null) return 'not-joined'
  if (isSilent({ joinedAt, lastReadAt }, now)) return 'silent'
  return troubled.has(name) ? 'trouble' : 'fine'
}

function expiringSum(expiring: ExpiringMail[]): NowView['counts']['expiring'] {
  const [first] = expiring
  return first ? { messages: expiring.reduce((sum, one) => sum + one.messages, 0), deleteAt: first.deleteAt } : null
}
