import type { Db, Tx } from '../db.ts'
import { lockState, type LockState } from '../relay-locks/relay-lock.ts'

export async function findCustomerHead(db: Db | Tx, number: string) {
  return db.customer.findUnique({
    where: { number },
    select: {
      id: true, number: true, name: true, language: true, endedAt: true,
      contacts: { select: { name: true, email: true, phone: true }, orderBy: { id: 'asc' } },
      domains: { select: { domain: true }, orderBy: { domain: 'asc' } },
    },
  })
}

export type CustomerAccountRow = { id: number; name: string; lastSeenAt: Date | null; lockState: LockState | null; sentToday: number; quarantined: number }

/** A customer's accounts by name, each with the state of its latest lock and what it sent within a day. */
export async function listCustomerAccounts(db: Db | Tx, customerId: number, now: Date, limit: number): Promise<CustomerAccountRow[]> {
  const dayAgo = new Date(now.getTime() - 86_400_000)
  const rows = await db.$queryRaw<(Omit<CustomerAccountRow, 'lockState'> & { lockState: string | null })[]>`
    SELECT a.id, a.name, a."lastSeenAt",
      (SELECT k.state FROM "RelayLock" k WHERE k."accountId" = a.id ORDER BY k."lockedAt" DESC LIMIT 1) AS "lockState",
      coalesce((SELECT sum(h.messages)::int FROM "AccountHour" h WHERE h."accountId" = a.id AND h.hour > ${dayAgo}), 0) AS "sentToday",
      (SELECT count(*)::int FROM "QuarantinedMessage" m WHERE m."accountId" = a.id AND m.state = 'quarantined') AS quarantined
    FROM "Account" a WHERE a."customerId" = ${customerId} ORDER BY a.name LIMIT ${limit}`
  return rows.map((row) => ({ ...row, lockState: row.lockState === null ? null : lockState.parse(row.lockState) }))
}

export async function accountIdsOfCustomer(db: Db | Tx, customerId: number): Promise<number[]> {
  const rows = await db.account.findMany({ where: { customerId }, select: { id: true } })
  return rows.map(({ id }) => id)
}

export type CustomerLockRow = { id: string; account: string; state: LockState; lockedAt: Date; closedAt: Date | null; relapses: number; ticket: { number: number; waitingFor: string } | null }

/** All locks of a customer's accounts, newest first. */
export async function listCustomerLocks(db: Db | Tx, customerId: number, limit: number): Promise<CustomerLockRow[]> {
  const rows = await db.relayLock.findMany({
    where: { account: { customerId } }, orderBy: { lockedAt: 'desc' }, take: limit,
    select: { id: true, state: true, lockedAt: true, closedAt: true, relapses: true, account: { select: { name: true } }, ticket: { select: { number: true, waitingFor: true } } },
  })
  return rows.map(({ account, state, ...row }) => ({ ...row, account: account.name, state: lockState.parse(state) }))
}
