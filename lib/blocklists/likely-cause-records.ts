import type { Db } from '../db.ts'
import { lockEvidence } from '../relay-locks/relay-lock.ts'
import { FAR_MS, type Trace } from './likely-cause.ts'

const HOUR_MS = 3_600_000
/** Once listed, what comes later is no cause; an hour for clocks and for mail on its way. */
const AFTER_MS = HOUR_MS
/** What an account usually sends in as long a time is looked up over so many days before. */
const HABIT_DAYS = 14
/** Checks whose failing gets a host listed. */
const CHECKS = ['refuses-unknown-recipient', 'no-recipient-check', 'refuses-relaying']

/** What happened on these hosts in the two days before a time that could have got them listed. */
export async function readTraces(db: Db, hostIds: readonly number[], at: Date): Promise<Trace[]> {
  if (hostIds.length === 0) return []
  const span = { hostIds: [...hostIds], from: new Date(at.getTime() - FAR_MS), to: new Date(at.getTime() + AFTER_MS) }
  const found = await Promise.all([readLocks(db, span), readBatches(db, span), readHours(db, span), readChecks(db, span)])
  return found.flat()
}

type Span = { hostIds: number[]; from: Date; to: Date }

async function readLocks(db: Db, { hostIds, from, to }: Span): Promise<Trace[]> {
  const rows = await db.relayLock.findMany({
    where: { OR: [{ originHostId: { in: hostIds } }, { batches: { some: { hostId: { in: hostIds } } } }], lockedAt: { gte: from, lte: to }, state: { not: 'lifted' } },
    orderBy: { lockedAt: 'asc' },
    select: { lockedAt: true, origin: true, evidence: true, account: { select: { name: true } } },
  })
  return rows.map(({ account, lockedAt, origin, evidence: kept }) => {
    const evidence = lockEvidence.safeParse(kept).data
    return { kind: 'locked', account: account.name, at: evidence?.burstBeganAt ? new Date(evidence.burstBeganAt) : lockedAt, origin, messages: evidence?.figures?.messages ?? null }
  })
}

async function readBatches(db: Db, { hostIds, from, to }: Span): Promise<Trace[]> {
  const rows = await db.quarantineBatch.findMany({
    where: { hostId: { in: hostIds }, takenAt: { gte: from, lte: to } },
    select: { takenAt: true, account: { select: { name: true } }, _count: { select: { messages: true } } },
  })
  const byAccount = Map.groupBy(rows, ({ account }) => account.name)
  return [...byAccount].map(([account, own]) => (
    { kind: 'quarantined', account, at: new Date(Math.min(...own.map(({ takenAt }) => takenAt.getTime()))), messages: own.reduce((sum, { _count }) => sum + _count.messages, 0) }
  ))
}

type HourRow = { account: string; messages: number; recipients: number; unknown: number; usually: number }

/** Accounts that sent much more than they use to, or to many who are not there. */
async function readHours(db: Db, { hostIds, from, to }: Span): Promise<Trace[]> {
  const habitFrom = new Date(from.getTime() - HABIT_DAYS * 24 * HOUR_MS)
  const spans = (HABIT_DAYS * 24 * HOUR_MS) / (to.getTime() - from.getTime())
  const rows = await db.$queryRaw<HourRow[]>`
    WITH sent AS (
      SELECT "accountId", sum(messages)::int AS messages, sum(recipients)::int AS recipients, sum("unknownRecipients")::int AS unknown
      FROM "AccountHour" WHERE "hostId" = ANY (${hostIds}::int[]) AND hour >= ${from} AND hour <= ${to} GROUP BY "accountId" HAVING sum(messages) >= 100 OR sum("unknownRecipients") >= 20
    )
    SELECT a.name AS account, s.messages, s.recipients, s.unknown, round(coalesce((
      SELECT sum(h.messages) FROM "AccountHour" h WHERE h."accountId" = s."accountId" AND h."hostId" = ANY (${hostIds}::int[]) AND h.hour >= ${habitFrom} AND h.hour < ${from}
    ), 0) / ${spans}::float8)::int AS usually
    FROM sent s JOIN "Account" a ON a.id = s."accountId" ORDER BY s.messages DESC LIMIT 100`
  return rows.flatMap(({ account, messages, recipients, unknown, usually }): Trace[] => [
    { kind: 'sent-much', account, from, to, messages, usually },
    { kind: 'unknown-recipients', account, from, to, recipients, unknown },
  ])
}

async function readChecks(db: Db, { hostIds, to }: Span): Promise<Trace[]> {
  const rows = await db.hostCheck.findMany({
    where: { hostId: { in: hostIds }, check: { in: CHECKS }, since: { lte: to }, OR: [{ state: 'fail' }, { state: 'unknown', knownState: 'fail' }] },
    orderBy: { since: 'asc' },
    select: { check: true, place: true, since: true, evidence: true, cure: true },
  })
  // The same fault at three ports is one fault.
  const byCheck = Map.groupBy(rows, ({ check }) => check)
  return [...byCheck.values()].flatMap(([first]) => (first ? [{ kind: 'check-fails' as const, account: null, ...first }] : []))
}
