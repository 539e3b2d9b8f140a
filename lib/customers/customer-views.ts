import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { maySend, type MaySend } from '../accounts/may-send.ts'
import { readStory, type StoryPage } from '../audit/story-records.ts'
import type { Db } from '../db.ts'
import { listPortalLinks, type SentLink } from '../notices/notice-records.ts'
import { findBasePolicy, findSavedCustomerPolicy } from '../policies/policy-records.ts'
import { policyFor, type CustomerPolicy, type Policy } from '../policies/policy.ts'
import type { LockState } from '../relay-locks/relay-lock.ts'
import { accountIdsOfCustomer, findCustomerHead, listCustomerAccounts, listCustomerLocks, type CustomerLockRow } from './customer-page-records.ts'

export type CustomerForSupport = {
  number: string
  name: string
  language: string
  endedAt: string | null
  contacts: { name: string; email: string | null; phone: string | null }[]
  domains: string[]
  accounts: { name: string; sending: MaySend; lastSeenAt: string | null; sentToday: number; quarantined: number }[]
  locks: { id: string; account: string; state: LockState; lockedAt: string; closedAt: string | null; relapses: number; ticketNumber: number | null; waitingFor: string | null }[]
  figures: { accounts: number; lockedNow: number; locksInTwelveMonths: number; falseAlarms: number; relapses: number; quarantined: number }
  policy: PolicyOfCustomer
  links: (Omit<SentLink, 'createdAt' | 'endsAt'> & { createdAt: string; endsAt: string })[]
  story: StoryPage
}

/** What holds for a customer, and what of it is said for him alone, by whom and why. */
export type PolicyOfCustomer = { inForce: Policy; own: (keyof CustomerPolicy)[]; saved: { at: string; by: string | null; reason: string } | null }

const ACCOUNTS_SHOWN = 200
const LOCKS_SHOWN = 50
const LINKS_SHOWN = 20
const STORY_ROWS = 50
const YEAR_MS = 365 * 86_400_000

/** Who the customer is and what happened with him before; null for a number nobody has. */
export async function getCustomerForSupport(viewer: Viewer, number: string, ask: { before?: string | null; now: Date }): Promise<CustomerForSupport | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const customer = await findCustomerHead(db, number)
  if (!customer) return null
  const { id, domains, endedAt, ...head } = customer
  const accountIds = await accountIdsOfCustomer(db, id)
  const [accounts, locks, policy, links, story] = await Promise.all([
    listCustomerAccounts(db, id, ask.now, ACCOUNTS_SHOWN),
    listCustomerLocks(db, id, LOCKS_SHOWN),
    policyOf(db, id),
    listPortalLinks(db, id, ask.now, LINKS_SHOWN),
    readStory(db, { customerId: id, accountIds }, { before: ask.before, limit: STORY_ROWS }),
  ])
  return {
    ...head,
    endedAt: endedAt?.toISOString() ?? null,
    domains: domains.map(({ domain }) => domain),
    accounts: accounts.map(({ name, lockState, lastSeenAt, sentToday, quarantined }) => ({ name, sending: maySend(lockState), lastSeenAt: lastSeenAt?.toISOString() ?? null, sentToday, quarantined })),
    locks: locks.map(lockForPage),
    figures: { ...lockFigures(locks, ask.now), accounts: accountIds.length, quarantined: accounts.reduce((sum, one) => sum + one.quarantined, 0) },
    policy,
    links: links.map((link) => ({ ...link, createdAt: link.createdAt.toISOString(), endsAt: link.endsAt.toISOString() })),
    story,
  }
}

/** The policy of one customer for the form that changes his limits; null without the right or for a number nobody has. */
export async function getCustomerPolicy(viewer: Viewer, number: string): Promise<{ number: string; name: string; policy: PolicyOfCustomer } | null> {
  if (!may(viewer, 'see-desk') || !may(viewer, 'change-limits')) return null
  const db = webDb()
  const customer = await findCustomerHead(db, number)
  if (!customer) return null
  return { number: customer.number, name: customer.name, policy: await policyOf(db, customer.id) }
}

async function policyOf(db: Db, customerId: number): Promise<PolicyOfCustomer> {
  const [base, saved] = await Promise.all([findBasePolicy(db), findSavedCustomerPolicy(db, customerId)])
  const own = Object.keys(saved?.data ?? {}) as (keyof CustomerPolicy)[]
  return { inForce: policyFor(base, saved?.data ?? null), own, saved: saved && { at: saved.updatedAt.toISOString(), by: saved.updatedBy?.name ?? null, reason: saved.reason } }
}

function lockForPage({ ticket, lockedAt, closedAt, ...lock }: CustomerLockRow): CustomerForSupport['locks'][number] {
  return { ...lock, lockedAt: lockedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null, ticketNumber: ticket?.number ?? null, waitingFor: closedAt === null ? (ticket?.waitingFor ?? null) : null }
}

/** A false alarm was ours and counts as none of his locks. */
function lockFigures(locks: CustomerLockRow[], now: Date) {
  const real = locks.filter((lock) => lock.state !== 'lifted')
  return {
    lockedNow: new Set(real.filter((lock) => lock.closedAt === null || lock.state === 'ended').map((lock) => lock.account)).size,
    locksInTwelveMonths: real.filter((lock) => now.getTime() - lock.lockedAt.getTime() < YEAR_MS).length,
    falseAlarms: locks.length - real.length,
    relapses: real.reduce((sum, lock) => sum + lock.relapses, 0),
  }
}
