import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import type { ChangeKind } from '../audit/change.ts'
import { readStory, type StoryPage } from '../audit/story-records.ts'
import type { Db } from '../db.ts'
import { isLockClosed, type LockState } from '../relay-locks/relay-lock.ts'
import { countLockedSiblings, findAccountPage, quarantinedOfAccount, type AccountLock } from './account-page-records.ts'
import type { Period } from './account-series.ts'
import { hostsOfAccount, limitsInForce, type AccountHost, type LimitsInForce } from './account-standing-views.ts'
import { sinceLockOf, trafficOf, type AccountTraffic, type SinceLock } from './account-traffic-views.ts'
import { maySend, type MaySend } from './may-send.ts'

export type AccountForSupport = {
  name: string
  firstSeenAt: string
  lastSeenAt: string | null
  /** Fetching mail is never locked. */
  mayFetch: true
  sending: MaySend
  /** The lock that is in force; null when there is none or the last one is over. */
  lock: { id: string; state: LockState; lockedAt: string; stateSince: string; ticketNumber: number | null; relapses: number } | null
  /** Earlier and present locks, newest first. */
  locks: { id: string; state: LockState; lockedAt: string; ticketNumber: number | null; limit: string | null }[]
  locksInTwelveMonths: number
  customer: { number: string; name: string; language: string; contacts: number; contactsByMail: number; accounts: number; othersLocked: number } | null
  traffic: AccountTraffic
  sinceLock: SinceLock | null
  hosts: AccountHost[]
  limits: LimitsInForce
  quarantined: { messages: number; bytes: number; deleteAt: string | null }
  /** Who looked at headers of its mail; the customer sees the same. */
  looked: StoryPage
  story: StoryPage
}

export type AccountAsk = { period: Period; kinds?: readonly ChangeKind[]; before?: string | null; now: Date }
type AccountPage = NonNullable<Awaited<ReturnType<typeof findAccountPage>>>

const YEAR_MS = 365 * 86_400_000
const STORY_ROWS = 50
const LOOKED_ROWS = 10

/** What one account did and met, whether it may send, who is behind it; null when it was never seen. */
export async function getAccountForSupport(viewer: Viewer, name: string, ask: AccountAsk): Promise<AccountForSupport | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const account = await findAccountPage(db, name)
  if (!account) return null
  const { id, customer } = account
  const [latest = null] = account.locks
  const [traffic, sinceLock, hosts, limits, quarantined, behind, looked, story] = await Promise.all([
    trafficOf(db, account, ask),
    latest && sinceLockOf(db, id, latest, ask.now),
    hostsOfAccount(db, account, ask.now),
    limitsInForce(db, customer?.id ?? null, latest?.id ?? null, ask.now),
    quarantinedOfAccount(db, id),
    customerOf(db, account),
    readStory(db, { accountId: id }, { kinds: ['headers-read'], limit: LOOKED_ROWS }),
    readStory(db, { accountId: id }, { kinds: ask.kinds, before: ask.before, limit: STORY_ROWS }),
  ])
  return {
    ...headOf(account, ask.now), customer: behind, traffic, sinceLock, hosts, limits, looked, story,
    quarantined: { ...quarantined, deleteAt: quarantined.deleteAt?.toISOString() ?? null },
  }
}

function headOf({ name, firstSeenAt, lastSeenAt, locks }: AccountPage, now: Date) {
  const [latest = null] = locks
  return {
    name,
    firstSeenAt: firstSeenAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    mayFetch: true as const,
    sending: maySend(latest?.state ?? null),
    lock: latest && !isLockClosed(latest.state) ? openLockOf(latest) : null,
    locks: locks.map(({ id, state, lockedAt, ticketNumber, evidence }) => ({ id, state, lockedAt: lockedAt.toISOString(), ticketNumber, limit: evidence.crossing?.limit ?? null })),
    locksInTwelveMonths: locks.filter((one) => one.state !== 'lifted' && now.getTime() - one.lockedAt.getTime() < YEAR_MS).length,
  }
}

function openLockOf({ id, state, lockedAt, stateSince, ticketNumber, relapses }: AccountLock) {
  return { id, state, lockedAt: lockedAt.toISOString(), stateSince: stateSince.toISOString(), ticketNumber, relapses }
}

/** Who is behind the account, and how his other accounts are. */
async function customerOf(db: Db, { id, customer }: AccountPage): Promise<AccountForSupport['customer']> {
  if (!customer) return null
  const { number, name, language, contacts, _count } = customer
  return {
    number, name, language, contacts: contacts.length, accounts: _count.accounts,
    contactsByMail: contacts.filter((contact) => contact.email !== null).length,
    othersLocked: await countLockedSiblings(db, customer.id, id),
  }
}
