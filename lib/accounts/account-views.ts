import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import type { ChangeKind } from '../audit/change.ts'
import { readStory, type StoryPage } from '../audit/story-records.ts'
import type { Db } from '../db.ts'
import { listLockHosts, type LockHost } from '../relay-locks/lock-page-records.ts'
import { isLockClosed, type LockState } from '../relay-locks/relay-lock.ts'
import { accountHours, accountNetworks, countLockedSiblings, findAccountPage, listAccountRows, sumBetween, takenByCause, type AccountLock } from './account-page-records.ts'
import { makeSeries, seriesBegin, type Period, type Series } from './account-series.ts'

export type AccountForSupport = {
  name: string
  firstSeenAt: string
  lastSeenAt: string | null
  /** Fetching mail is never locked. */
  mayFetch: true
  sending: 'open' | 'locked' | 'watched'
  lock: { id: string; state: LockState; lockedAt: string; stateSince: string; ticketNumber: number | null; relapses: number } | null
  series: Series & { period: Period }
  sinceLock: SinceLock | null
  hosts: LockHost[]
  customer: { number: string; name: string; language: string; contacts: number; contactsByMail: number; accounts: number; othersLocked: number } | null
  locksInTwelveMonths: number
  networks: { network: string; lastHour: string; hours: number }[]
  /** Who looked at headers of its mail; the customer sees the same. */
  looked: StoryPage
  story: StoryPage
}

export type SinceLock = {
  /** In the window of the crossing. */
  accepted: number | null
  windowSeconds: number | null
  /** Recipients delivered to in the hours of the burst, before the lock. */
  leftBefore: number
  quarantined: Record<string, number>
  lockedMs: number
  refused: number
}

export type AccountAsk = { period: Period; kinds?: readonly ChangeKind[]; before?: string | null; now: Date }

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const STORY_ROWS = 50

/** What one account did and met, whether it may send, who is behind it; null when it was never seen. */
export async function getAccountForSupport(viewer: Viewer, name: string, ask: AccountAsk): Promise<AccountForSupport | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const account = await findAccountPage(db, name)
  if (!account) return null
  const [latest = null] = account.locks
  const lock = latest && !isLockClosed(latest.state) ? latest : null
  const { id, customer } = account
  const [hours, sinceLock, hosts, networks, othersLocked, looked, story] = await Promise.all([
    accountHours(db, id, seriesBegin(ask.period, ask.now)),
    latest ? sinceLockOf(db, id, latest, ask.now) : null,
    listLockHosts(db, name),
    accountNetworks(db, id, new Date(ask.now.getTime() - 28 * DAY_MS), 20),
    customer ? countLockedSiblings(db, customer.id, id) : 0,
    readStory(db, { accountId: id }, { kinds: ['headers-read'], limit: 10 }),
    readStory(db, { accountId: id }, { kinds: ask.kinds, before: ask.before, limit: STORY_ROWS }),
  ])
  return {
    name: account.name,
    firstSeenAt: account.firstSeenAt.toISOString(),
    lastSeenAt: account.lastSeenAt?.toISOString() ?? null,
    mayFetch: true,
    sending: lock === null ? 'open' : lock.state === 'guarded-unlock' ? 'watched' : 'locked',
    lock: lock && { id: lock.id, state: lock.state, lockedAt: lock.lockedAt.toISOString(), stateSince: lock.stateSince.toISOString(), ticketNumber: lock.ticketNumber, relapses: lock.relapses },
    series: { period: ask.period, ...makeSeries(ask.period, hours, ask.now, latest && burstBegin(latest)) },
    sinceLock,
    hosts,
    customer: customer && {
      number: customer.number, name: customer.name, language: customer.language, contacts: customer.contacts.length,
      contactsByMail: customer.contacts.filter((contact) => contact.email !== null).length, accounts: customer._count.accounts, othersLocked,
    },
    locksInTwelveMonths: account.locks.filter((one) => one.state !== 'lifted' && ask.now.getTime() - one.lockedAt.getTime() < 365 * DAY_MS).length,
    networks: networks.map((one) => ({ ...one, lastHour: one.lastHour.toISOString() })),
    looked,
    story,
  }
}

function burstBegin(lock: AccountLock): Date {
  return lock.evidence.burstBeganAt === null ? lock.lockedAt : new Date(lock.evidence.burstBeganAt)
}

async function sinceLockOf(db: Db, accountId: number, lock: AccountLock, now: Date): Promise<SinceLock> {
  const end = lock.closedAt ?? now
  const hourOf = (at: Date) => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)
  const [before, since, quarantined] = await Promise.all([
    sumBetween(db, accountId, hourOf(burstBegin(lock)), lock.lockedAt),
    sumBetween(db, accountId, hourOf(lock.lockedAt), end),
    takenByCause(db, lock.id),
  ])
  return {
    accepted: lock.evidence.figures?.messages ?? null,
    windowSeconds: lock.evidence.crossing?.windowSeconds ?? null,
    leftBefore: before.delivered,
    quarantined,
    lockedMs: end.getTime() - lock.lockedAt.getTime(),
    refused: since.refused,
  }
}

export type AccountRow = { name: string; customer: { number: string; name: string } | null; lastSeenAt: string | null; lockState: LockState | null; sentToday: number; quarantined: number }
export type AccountList = { rows: AccountRow[]; next: string | null }

/** Accounts by name; `after` is the `next` of the page before. */
export async function listAccountsForSupport(viewer: Viewer, ask: { text: string; isLocked: boolean; after: string | null; now: Date }): Promise<AccountList> {
  if (!may(viewer, 'see-desk')) return { rows: [], next: null }
  const limit = 50
  const found = await listAccountRows(webDb(), { ...ask, limit: limit + 1 })
  const rows = found.slice(0, limit).map(({ id: _id, customerNumber, customerName, lastSeenAt, lockState: state, ...row }) => ({
    ...row,
    customer: customerNumber !== null && customerName !== null ? { number: customerNumber, name: customerName } : null,
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    lockState: state as LockState | null,
  }))
  return { rows, next: found.length > limit ? (rows.at(-1)?.name ?? null) : null }
}
