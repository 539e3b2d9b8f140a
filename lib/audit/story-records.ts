import type { Db, Tx } from '../db.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import { CUSTOMER_CHANGE_KINDS, type ChangeKind } from './change.ts'
import { storyEntry, type StoryEntry } from './story.ts'

const SELECT = {
  id: true, at: true, kind: true, from: true, to: true, reason: true, byKind: true, evidence: true,
  byUser: { select: { name: true, initials: true } }, host: { select: { name: true } },
  account: { select: { name: true } },
} as const

/** A story is read whole; one with more rows than this shows its newest. */
export const STORY_ROWS_MAX = 400

/** What happened to a lock and its ticket, newest first. */
export async function readLockStory(db: Db | Tx, lock: { lockId: string; ticketId: number | null }): Promise<StoryEntry[]> {
  const rows = await db.changeRow.findMany({
    where: lock.ticketId === null ? { lockId: lock.lockId } : { OR: [{ lockId: lock.lockId }, { ticketId: lock.ticketId }] },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: STORY_ROWS_MAX,
    select: SELECT,
  })
  return rows.flatMap((row) => storyEntry(row) ?? [])
}

/** The same as a customer may read it: his kinds only, without what staff wrote for each other. */
export async function readLockStoryForCustomer(db: Db | Tx, customerId: number, lockId: string): Promise<StoryEntry[]> {
  const rows = await db.changeRow.findMany({
    where: { lockId, customerId, kind: { in: [...CUSTOMER_CHANGE_KINDS] } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: STORY_ROWS_MAX,
    select: SELECT,
  })
  return rows.flatMap((row) => storyEntry({ ...row, reason: '' }) ?? [])
}

export type HeadersRead = { id: string; at: string; account: string | null; by: string; reason: string; messages: number; withSubjects: boolean }

/** Who looked at headers of a customer's mail, when and why, newest first. */
export async function listHeadersRead(db: Db | Tx, customerId: number): Promise<HeadersRead[]> {
  const rows = await db.changeRow.findMany({
    where: { kind: 'headers-read', account: { customerId } },
    orderBy: { id: 'desc' },
    take: STORY_ROWS_MAX,
    select: SELECT,
  })
  return rows.flatMap((row) => {
    const entry = storyEntry(row)
    if (entry?.kind !== 'headers-read') return []
    return { id: entry.id, at: entry.at, account: entry.account, by: entry.by.name, reason: entry.reason, ...entry.evidence }
  })
}

export type StoryOf =
  | { accountId: number } | { hostId: number } | { incidentId: number } | { requestId: number } | { customerId: number; accountIds: number[] }
  | { listed: string; hostIds: number[]; customerId: number | null } | { list: string }
export type StoryAsk = { kinds?: readonly ChangeKind[]; before?: string | null; limit: number }
export type StoryPage = { entries: StoryEntry[]; next: string | null }

/** One page of what happened to an account or a customer, on a host, in an incident, to a target on lists or to a list, newest first. `next` is the `before` of the page after it. */
export async function readStory(db: Db | Tx, of: StoryOf, { kinds, before, limit }: StoryAsk): Promise<StoryPage> {
  const rows = await db.changeRow.findMany({
    where: { ...whereOf(of), ...(kinds ? { kind: { in: [...kinds] } } : {}), ...(before ? { id: { lt: BigInt(before) } } : {}) },
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: SELECT,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { entries: shown.flatMap((row) => storyEntry(row) ?? []), next: rows.length > limit && last ? String(last.id) : null }
}

/** A customer's story has what was written before his accounts were known to be his. */
function whereOf(of: StoryOf): Prisma.ChangeRowWhereInput {
  if ('accountIds' in of) return { OR: [{ customerId: of.customerId }, { accountId: { in: of.accountIds } }] }
  if ('list' in of) return { kind: { in: ['listing', 'list-health', 'blocklist-setting'] }, evidence: { path: ['list'], equals: of.list } }
  if (!('listed' in of)) return of
  const whose = [...(of.hostIds.length > 0 ? [{ hostId: { in: of.hostIds } }] : []), ...(of.customerId === null ? [] : [{ customerId: of.customerId }])]
  return { kind: 'listing', evidence: { path: ['target'], equals: of.listed }, ...(whose.length > 0 && { OR: whose }) }
}
