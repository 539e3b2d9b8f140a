import type { Db, Tx } from '../db.ts'
import { UNKNOWN_REASONS, type UnknownReason } from './reading.ts'
import { listingEvidence, readListingState, readTargetKind, type ListHealth, type Listing, type ListingSpell, type ListingState } from './listing.ts'

const ROW = {
  target: true, list: true, kind: true, state: true, since: true, checkedAt: true, knownState: true, knownAt: true, codes: true, meaning: true, text: true, reason: true,
  evidence: true, incident: { select: { number: true } },
} as const

type WhichListings = { targets?: readonly string[]; lists?: readonly string[]; states?: readonly ListingState[]; incidentId?: number }

/** Listings of these targets, lists and states; what is left out does not narrow. By target and list. */
export async function listListings(db: Db | Tx, { targets, lists, states, incidentId }: WhichListings): Promise<Listing[]> {
  const rows = await db.listing.findMany({
    where: { target: targets && { in: [...targets] }, list: lists && { in: [...lists] }, state: states && { in: [...states] }, incidentId },
    orderBy: [{ target: 'asc' }, { list: 'asc' }],
    select: ROW,
  })
  return rows.map(({ kind, state, knownState, reason, evidence, incident, ...row }) => ({
    ...row, kind: readTargetKind(kind), state: readListingState(state), knownState: readKnown(knownState), reason: readReason(reason),
    evidence: listingEvidence.safeParse(evidence).data ?? [], incidentNumber: incident?.number ?? null,
  }))
}

export async function findListing(db: Db | Tx, target: string, list: string): Promise<Listing | null> {
  const [found] = await listListings(db, { targets: [target], lists: [list] })
  return found ?? null
}

/** How often each state stands, and between when they were asked. */
export type ListingSum = { listed: number; clear: number; unknown: number; oldestAt: Date; newestAt: Date }

/** The table summed up for each list: a page of a thousand targets reads cells only where it must. */
export async function sumByList(db: Db): Promise<Map<string, ListingSum>> {
  return sums(await db.$queryRaw<SumRow[]>`
    SELECT list AS key, count(*) FILTER (WHERE state = 'listed') AS listed, count(*) FILTER (WHERE state = 'clear') AS clear, count(*) FILTER (WHERE state = 'unknown') AS unknown,
      min("checkedAt") AS "oldestAt", max("checkedAt") AS "newestAt" FROM "Listing" GROUP BY list`)
}

/** The same for each target. */
export async function sumByTarget(db: Db): Promise<Map<string, ListingSum>> {
  return sums(await db.$queryRaw<SumRow[]>`
    SELECT target AS key, count(*) FILTER (WHERE state = 'listed') AS listed, count(*) FILTER (WHERE state = 'clear') AS clear, count(*) FILTER (WHERE state = 'unknown') AS unknown,
      min("checkedAt") AS "oldestAt", max("checkedAt") AS "newestAt" FROM "Listing" GROUP BY target`)
}

type SumRow = { key: string; listed: bigint; clear: bigint; unknown: bigint; oldestAt: Date; newestAt: Date }

function sums(rows: SumRow[]): Map<string, ListingSum> {
  return new Map(rows.map(({ key, listed, clear, unknown, oldestAt, newestAt }) => [key, { listed: Number(listed), clear: Number(clear), unknown: Number(unknown), oldestAt, newestAt }]))
}

/** Spells that reach into the time since then, of one target, one list or both; the newest first. */
export async function listSpells(db: Db | Tx, { target, list, since }: { target?: string; list?: string; since: Date }, max = 1_000): Promise<ListingSpell[]> {
  const rows = await db.listingSpell.findMany({
    where: { target, list, OR: [{ endedAt: null }, { endedAt: { gte: since } }] },
    orderBy: [{ beganAt: 'desc' }, { id: 'desc' }],
    take: max,
    select: { target: true, list: true, state: true, beganAt: true, endedAt: true, codes: true, text: true, reason: true },
  })
  return rows.map(({ state, ...row }) => ({ ...row, state: state === 'listed' ? 'listed' : 'unknown' }))
}

/** How lists answer their own test points, as last asked. */
export async function listHealth(db: Db | Tx, list?: string): Promise<ListHealth[]> {
  const rows = await db.blocklistHealth.findMany({ where: { list }, orderBy: [{ list: 'asc' }, { resolver: 'asc' }] })
  return rows.map(({ state, reason, ...row }) => ({ ...row, state: state === 'works' ? 'works' : 'unknown', reason: readReason(reason) }))
}

export function readReason(text: string | null): UnknownReason | null {
  return text !== null && text in UNKNOWN_REASONS ? (text as UnknownReason) : null
}

function readKnown(text: string | null): Listing['knownState'] {
  return text === 'listed' || text === 'clear' ? text : null
}

/** Listings are looked back at for months; that nobody could tell is of no use after two. */
const LISTED_KEPT_DAYS = 400
const UNTOLD_KEPT_DAYS = 60
const DAY_MS = 86_400_000

/** Lets go of spells whose time is up. */
export async function dropOldSpells(db: Db, now: Date): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const { count } = await db.listingSpell.deleteMany({ where: { OR: [{ state: 'listed', endedAt: { lt: before(LISTED_KEPT_DAYS) } }, { state: 'unknown', endedAt: { lt: before(UNTOLD_KEPT_DAYS) } }] } })
  return count
}
