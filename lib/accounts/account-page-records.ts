import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from '../db.ts'
import { CLOSED_STATES, lockEvidence, lockState, type LockEvidence, type LockState } from '../relay-locks/relay-lock.ts'
import type { HourFigures } from './account-series.ts'

const LOCK = { id: true, state: true, stateSince: true, lockedAt: true, closedAt: true, relapses: true, evidence: true, ticket: { select: { number: true } } } as const
const ROW = {
  id: true, name: true, firstSeenAt: true, lastSeenAt: true,
  customer: { select: { id: true, number: true, name: true, language: true, _count: { select: { accounts: true } }, contacts: { select: { email: true } } } },
  locks: { orderBy: { lockedAt: 'desc' }, take: 20, select: LOCK },
} as const

export type AccountLock = { id: string; state: LockState; stateSince: Date; lockedAt: Date; closedAt: Date | null; relapses: number; evidence: LockEvidence; ticketNumber: number | null }

export async function findAccountPage(tx: Tx, name: string) {
  const row = await tx.account.findUnique({ where: { name }, select: ROW })
  if (!row) return null
  const locks: AccountLock[] = row.locks.map(({ ticket, state, evidence, ...lock }) => ({
    ...lock, state: lockState.parse(state), evidence: lockEvidence.parse(evidence), ticketNumber: ticket?.number ?? null,
  }))
  return { ...row, locks }
}

/** The account's hours since `from`, all hosts together, oldest first. */
export async function accountHours(tx: Tx, accountId: number, from: Date): Promise<HourFigures[]> {
  return tx.$queryRaw<HourFigures[]>`
    SELECT hour, sum(messages)::int AS messages, sum(recipients)::int AS recipients, sum(held)::int AS held, sum(refused)::int AS refused
    FROM "AccountHour" WHERE "accountId" = ${accountId} AND hour >= ${from} GROUP BY hour ORDER BY hour`
}

export type NetworkSeen = { network: string; lastHour: Date; hours: number }

/** Networks the account sent from since `from`, the latest first. */
export async function accountNetworks(tx: Tx, accountId: number, from: Date, limit: number): Promise<NetworkSeen[]> {
  return tx.$queryRaw<NetworkSeen[]>`
    SELECT network, max(hour) AS "lastHour", count(DISTINCT hour)::int AS hours
    FROM "AccountHour", unnest(networks) AS network WHERE "accountId" = ${accountId} AND hour >= ${from}
    GROUP BY network ORDER BY max(hour) DESC, network LIMIT ${limit}`
}

/** Attempts refused and recipients delivered to between two hours, both included. */
export async function sumBetween(tx: Tx, accountId: number, from: Date, to: Date): Promise<{ refused: number; delivered: number }> {
  const { _sum } = await tx.accountHour.aggregate({ where: { accountId, hour: { gte: from, lte: to } }, _sum: { refused: true, delivered: true } })
  return { refused: _sum.refused ?? 0, delivered: _sum.delivered ?? 0 }
}

/** Messages of a lock in quarantine, by what took them. */
export async function takenByCause(tx: Tx, lockId: string): Promise<Record<string, number>> {
  const rows = await tx.$queryRaw<{ cause: string; messages: number }[]>`
    SELECT b.cause, count(*)::int AS messages FROM "QuarantinedMessage" m JOIN "QuarantineBatch" b ON b.id = m."batchId"
    WHERE b."lockId" = ${lockId}::uuid GROUP BY b.cause`
  return Object.fromEntries(rows.map((row) => [row.cause, row.messages]))
}

/** Other accounts of the customer that are locked now. */
export async function countLockedSiblings(tx: Tx, customerId: number, accountId: number): Promise<number> {
  return tx.account.count({ where: { customerId, id: { not: accountId }, locks: { some: { state: { notIn: CLOSED_STATES } } } } })
}

export type AccountListAsk = { text: string; isLocked: boolean; after: string | null; limit: number; now: Date }
export type AccountListRow = { id: number; name: string; customerNumber: string | null; customerName: string | null; lastSeenAt: Date | null; lockState: string | null; sentToday: number; quarantined: number }

/** Accounts by name, from after `after` on. `text` matches anywhere in the name, or the customer's number or name. */
export async function listAccountRows(tx: Tx, { text, isLocked, after, limit, now }: AccountListAsk): Promise<AccountListRow[]> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const dayAgo = new Date(now.getTime() - 86_400_000)
  const where = [Prisma.sql`TRUE`]
  if (text !== '') where.push(Prisma.sql`(a.name ILIKE ${pattern} OR c.number ILIKE ${pattern} OR c.name ILIKE ${pattern})`)
  if (isLocked) where.push(Prisma.sql`l.state IS NOT NULL`)
  if (after !== null) where.push(Prisma.sql`a.name > ${after}`)
  return tx.$queryRaw<AccountListRow[]>`
    SELECT a.id, a.name, c.number AS "customerNumber", c.name AS "customerName", a."lastSeenAt", l.state AS "lockState",
      coalesce((SELECT sum(h.messages)::int FROM "AccountHour" h WHERE h."accountId" = a.id AND h.hour > ${dayAgo}), 0) AS "sentToday",
      (SELECT count(*)::int FROM "QuarantinedMessage" m WHERE m."accountId" = a.id AND m.state = 'quarantined') AS quarantined
    FROM "Account" a LEFT JOIN "Customer" c ON c.id = a."customerId"
      LEFT JOIN "RelayLock" l ON l."accountId" = a.id AND l.state <> ALL (${CLOSED_STATES})
    WHERE ${Prisma.join(where, ' AND ')} ORDER BY a.name LIMIT ${limit}`
}
