import type { Tx } from '../db.ts'
import { lockEvidence, lockState, type LockEvidence, type LockState } from '../relay-locks/relay-lock.ts'
import { incidentKind, incidentReview, type IncidentKind, type IncidentReview } from './incident.ts'

export type IncidentHead = { id: number; number: number; kind: IncidentKind; causeKey: string; isOver: boolean; openedAt: Date; endedAt: Date | null; review: IncidentReview | null }
const ROW = { id: true, number: true, kind: true, causeKey: true, state: true, openedAt: true, endedAt: true, review: true } as const

export async function findIncidentHead(tx: Tx, number: number): Promise<IncidentHead | null> {
  const row = await tx.incident.findUnique({ where: { number }, select: ROW })
  return row && headOf(row)
}

/** The newest first; `before` is the number of the last one on the page before. */
export async function listIncidentHeads(tx: Tx, ask: { kind?: IncidentKind; isOpen?: boolean; before: number | null; limit: number; period?: { from: Date; to: Date } }): Promise<IncidentHead[]> {
  const rows = await tx.incident.findMany({
    where: { kind: ask.kind, state: ask.isOpen === undefined ? undefined : ask.isOpen ? 'open' : 'over', number: ask.before === null ? undefined : { lt: ask.before }, openedAt: ask.period && { gte: ask.period.from, lt: ask.period.to } },
    orderBy: { number: 'desc' },
    take: ask.limit,
    select: ROW,
  })
  return rows.map(headOf)
}

export type IncidentLock = {
  id: string
  incidentId: number
  account: string
  accountId: number
  customer: { number: string; name: string } | null
  state: LockState
  lockedAt: Date
  closedAt: Date | null
  relapses: number
  evidence: LockEvidence
  ticketNumber: number | null
  /** Whom its open ticket waits for, and who took it. */
  waitingFor: string | null
  takenBy: { name: string; initials: string } | null
  notices: number
  /** When the first notice about it went out. */
  toldAt: Date | null
  /** Mails of all its guarded unlocks that left while they should have been held. */
  leaked: number
}

const TICKET = {
  number: true, status: true, waitingFor: true, takenBy: { select: { name: true, initials: true } },
  notices: { where: { state: 'sent' }, orderBy: { sentAt: 'asc' }, select: { sentAt: true } },
} as const

/** The locks of these incidents, oldest first. */
export async function locksOfIncidents(tx: Tx, incidentIds: number[]): Promise<IncidentLock[]> {
  const rows = await tx.relayLock.findMany({
    where: { incidentId: { in: incidentIds } },
    orderBy: { lockedAt: 'asc' },
    select: {
      id: true, incidentId: true, state: true, lockedAt: true, closedAt: true, relapses: true, evidence: true,
      account: { select: { id: true, name: true, customer: { select: { number: true, name: true } } } },
      ticket: { select: TICKET },
      guardedUnlocks: { select: { outcome: true } },
    },
  })
  return rows.flatMap(({ incidentId, account, ticket, guardedUnlocks, state, evidence, ...lock }) => incidentId === null ? [] : [{
    ...lock, incidentId, account: account.name, accountId: account.id, customer: account.customer, state: lockState.parse(state), evidence: lockEvidence.parse(evidence),
    ticketNumber: ticket?.number ?? null, waitingFor: ticket?.status === 'open' ? ticket.waitingFor : null, takenBy: ticket?.takenBy ?? null,
    notices: ticket?.notices.length ?? 0, toldAt: ticket?.notices[0]?.sentAt ?? null, leaked: guardedUnlocks.reduce((sum, unlock) => sum + leftOf(unlock.outcome), 0),
  }])
}

/** Messages that were taken out of delivery per lock, whatever became of them. */
export async function takenOfLocks(tx: Tx, lockIds: string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ lockId: string; messages: number }[]>`
    SELECT b."lockId", count(*)::int AS messages FROM "QuarantinedMessage" m JOIN "QuarantineBatch" b ON b.id = m."batchId"
    WHERE b."lockId" = ANY (${lockIds}::uuid[]) GROUP BY b."lockId"`
  return new Map(rows.map((row) => [row.lockId, row.messages]))
}

/** Recipients whom the account's mail reached in the hours from the burst's begin to the lock. */
export async function leftBeforeLock(tx: Tx, lockIds: string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ lockId: string; delivered: number }[]>`
    SELECT l.id AS "lockId", sum(h.delivered)::int AS delivered FROM "RelayLock" l JOIN "AccountHour" h ON h."accountId" = l."accountId"
      AND h.hour >= date_trunc('hour', coalesce((l.evidence ->> 'burstBeganAt')::timestamptz, l."lockedAt")) AND h.hour <= l."lockedAt"
    WHERE l.id = ANY (${lockIds}::uuid[]) GROUP BY l.id`
  return new Map(rows.map((row) => [row.lockId, row.delivered]))
}

export async function saveReview(tx: Tx, incidentId: number, review: IncidentReview): Promise<void> {
  await tx.incident.update({ where: { id: incidentId }, data: { review } })
}

function leftOf(outcome: unknown): number {
  return typeof outcome === 'object' && outcome !== null && 'left' in outcome && typeof outcome.left === 'number' ? outcome.left : 0
}

function headOf({ kind, state, review, ...row }: { id: number; number: number; kind: string; causeKey: string; state: string; openedAt: Date; endedAt: Date | null; review: unknown }): IncidentHead {
  return { ...row, kind: incidentKind.parse(kind), isOver: state === 'over', review: incidentReview.safeParse(review).data ?? null }
}

export type TrafficHour = { hour: Date; messages: number; held: number; refused: number }

/** What these accounts did hour by hour, all hosts together, oldest first. */
export async function trafficOfAccounts(tx: Tx, accountIds: number[], from: Date, to: Date): Promise<TrafficHour[]> {
  return tx.$queryRaw<TrafficHour[]>`
    SELECT hour, sum(messages)::int AS messages, sum(held)::int AS held, sum(refused)::int AS refused
    FROM "AccountHour" WHERE "accountId" = ANY (${accountIds}::int[]) AND hour >= ${from} AND hour < ${to} GROUP BY hour ORDER BY hour`
}
