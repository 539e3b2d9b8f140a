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
    SELECT hour, sum(messages)::int AS messages, sum(recipients)::int AS recipients, sum(delivered)::int AS delivered, sum(deferred)::int AS deferred,
      sum(bounced)::int AS bounced, sum("unknownRecipients")::int AS "unknownRecipients", sum(held)::int AS held, sum(refused)::int AS refused
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

export type HostSeen = { name: string; isSilent: boolean; readAt: Date | null; lastHour: Date; messages: number; queue: unknown; queueReadAt: Date | null }

/** Hosts the account did something on since `from`, with the latest reading of their queue. */
export async function hostsSeen(tx: Tx, accountId: number, from: Date): Promise<HostSeen[]> {
  return tx.$queryRaw<HostSeen[]>`
    SELECT o.name, o."isSilent", o."lastReadAt" AS "readAt", max(h.hour) AS "lastHour", sum(h.messages)::int AS messages, r.data AS queue, r."readAt" AS "queueReadAt"
    FROM "AccountHour" h JOIN "Host" o ON o.id = h."hostId" LEFT JOIN "HostReading" r ON r."hostId" = o.id AND r.kind = 'queue'
    WHERE h."accountId" = ${accountId} AND h.hour >= ${from} AND o."revokedAt" IS NULL
    GROUP BY o.id, r.data, r."readAt" ORDER BY o.name`
}

/** Mail of the account that lies in quarantine now. */
export async function quarantinedOfAccount(tx: Tx, accountId: number): Promise<{ messages: number; bytes: number; deleteAt: Date | null }> {
  const rows = await tx.$queryRaw<{ messages: number; bytes: number; deleteAt: Date | null }[]>`
    SELECT count(*)::int AS messages, coalesce(sum(m.size), 0)::float8 AS bytes, min(b."deleteAt") AS "deleteAt"
    FROM "QuarantinedMessage" m JOIN "QuarantineBatch" b ON b.id = m."batchId" WHERE m."accountId" = ${accountId} AND m.state = 'quarantined'`
  return rows[0] ?? { messages: 0, bytes: 0, deleteAt: null }
}
