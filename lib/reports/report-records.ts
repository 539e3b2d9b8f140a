import type { Db, Tx } from '../db.ts'
import { lockEvidence } from '../relay-locks/relay-lock.ts'
import type { Period } from './month.ts'

/** More locks than this in one period are counted from the newest; the page says so. */
export const REPORT_LOCKS_MAX = 20_000

/** Every lock that began in a period, oldest first, as it is stored. */
export async function listLocksOfPeriod(db: Db | Tx, { from, to }: Period) {
  const rows = await db.relayLock.findMany({
    where: { lockedAt: { gte: from, lt: to } },
    orderBy: { lockedAt: 'asc' },
    take: REPORT_LOCKS_MAX,
    select: {
      id: true, state: true, lockedAt: true, closedAt: true, origin: true, relapses: true, evidence: true,
      account: { select: { name: true, customer: { select: { number: true, name: true } } } },
      ticket: { select: { notices: { where: { OR: [{ state: 'sent' }, { kind: 'ask-again' }] }, orderBy: { createdAt: 'asc' }, select: { kind: true, sentAt: true } } } },
      guardedUnlocks: { select: { outcome: true } },
    },
  })
  return rows.map(({ evidence, ticket, guardedUnlocks, ...row }) => ({
    ...row,
    evidence: lockEvidence.parse(evidence),
    toldAt: ticket?.notices.find((notice) => notice.sentAt !== null)?.sentAt ?? null,
    wasAskedAgain: ticket?.notices.some((notice) => notice.kind === 'ask-again') ?? false,
    leaked: guardedUnlocks.reduce((sum, { outcome }) => sum + leftOf(outcome), 0),
  }))
}

function leftOf(outcome: unknown): number {
  return typeof outcome === 'object' && outcome !== null && 'left' in outcome && typeof outcome.left === 'number' ? outcome.left : 0
}

export type IncidentOfPeriod = { kind: string; openedAt: Date; endedAt: Date | null; isReviewed: boolean }

/** Incidents that began in a period, without what was said about them. */
export async function listIncidentsOfPeriod(db: Db | Tx, { from, to }: Period): Promise<IncidentOfPeriod[]> {
  return db.$queryRaw<IncidentOfPeriod[]>`
    SELECT kind, "openedAt", "endedAt", review IS NOT NULL AS "isReviewed" FROM "Incident" WHERE "openedAt" >= ${from} AND "openedAt" < ${to} ORDER BY "openedAt"`
}

/** When the first incident began; null on a desk on which nothing has happened. */
export async function firstIncidentAt(db: Db | Tx): Promise<Date | null> {
  const row = await db.incident.findFirst({ orderBy: { openedAt: 'asc' }, select: { openedAt: true } })
  return row?.openedAt ?? null
}
