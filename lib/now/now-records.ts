import type { Db } from '../db.ts'
import { Prisma } from '../generated/prisma/client.ts'
import type { OpenTicket } from './ticket-rows.ts'

const OPEN_TICKETS_MAX = 2000

/** All open tickets with what decides their next step. */
export async function listOpenTickets(db: Db): Promise<OpenTicket[]> {
  return db.ticket.findMany({
    where: { status: 'open' },
    orderBy: { id: 'asc' },
    take: OPEN_TICKETS_MAX,
    select: {
      number: true, waitingFor: true, waitingSince: true, takenById: true, remindAt: true,
      customer: { select: { contacts: { select: { email: true } } } },
      lock: { select: { state: true, stateSince: true, lockedAt: true, evidence: true, needsSecondPerson: true, approvedById: true, relapsedAt: true, account: { select: { id: true, name: true } } } },
      answers: { select: { question: true, version: true, state: true, at: true } },
      notices: { select: { kind: true, state: true, createdAt: true }, orderBy: { createdAt: 'desc' } },
    },
  })
}

/** How many mails lie in quarantine, per account. */
export async function countQuarantinedByAccount(db: Db, accountIds: number[]): Promise<Map<number, number>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db.quarantinedMessage.groupBy({ by: ['accountId'], where: { state: 'quarantined', accountId: { in: accountIds } }, _count: true })
  return new Map(rows.map((row) => [row.accountId, row._count]))
}

export type HostRow = { name: string; isSilent: boolean; lastReadAt: Date | null; troubles: { code: string; text: string; at: Date }[] }

/** Hosts in service that need a look: silent ones, and those with troubles they told and that are not over. */
export async function listHostsInNeed(db: Db): Promise<HostRow[]> {
  const isTrouble = { kind: { startsWith: 'trouble:' } }
  const hosts = await db.host.findMany({
    where: { revokedAt: null, OR: [{ isSilent: true }, { readings: { some: isTrouble } }] },
    orderBy: [{ site: 'asc' }, { name: 'asc' }],
    select: { name: true, isSilent: true, lastReadAt: true, readings: { where: isTrouble, select: { kind: true, data: true, readAt: true } } },
  })
  return hosts.map(({ readings, ...host }) => ({ ...host, troubles: readings.map(({ kind, data, readAt }) => ({ code: kind.slice('trouble:'.length), text: textOf(data), at: readAt })) }))
}

export async function countHosts(db: Db): Promise<number> {
  return db.host.count({ where: { revokedAt: null } })
}

/** When each host in service was heard, by site. */
export async function listHostsHeard(db: Db): Promise<{ name: string; site: string; lastReadAt: Date | null; joinedAt: Date | null }[]> {
  return db.$queryRaw`SELECT name, site, "lastReadAt", "joinedAt" FROM "Host" WHERE "revokedAt" IS NULL ORDER BY site, name`
}

function textOf(data: unknown): string {
  return typeof data === 'object' && data !== null && 'text' in data && typeof data.text === 'string' ? data.text : ''
}

export async function listRunningWatches(db: Db) {
  return db.guardedUnlock.findMany({
    where: { endedAt: null },
    orderBy: { startedAt: 'asc' },
    select: { id: true, step: true, startedAt: true, watchBeganAt: true, watchUntil: true, terms: true, figures: true, figuresAt: true, host: { select: { name: true, isSilent: true } }, lock: { select: { account: { select: { name: true } }, ticket: { select: { number: true } } } } },
  })
}

export async function countNoticesNotSent(db: Db): Promise<{ queued: number; failed: number }> {
  const [queued, failed] = await Promise.all([db.notice.count({ where: { state: 'queued' } }), db.notice.count({ where: { state: 'failed' } })])
  return { queued, failed }
}

export async function countOpenLocks(db: Db): Promise<number> {
  return db.relayLock.count({ where: { closedAt: null } })
}

export async function countOpenIncidents(db: Db): Promise<number> {
  return db.incident.count({ where: { state: 'open' } })
}

/** Incidents that are over and not reviewed: the managers' pile. */
export async function countIncidentsToReview(db: Db): Promise<number> {
  return db.incident.count({ where: { state: 'over', review: { equals: Prisma.DbNull } } })
}

export async function findLastBurst(db: Db): Promise<Date | null> {
  const row = await db.relayLock.findFirst({ orderBy: { lockedAt: 'desc' }, select: { lockedAt: true } })
  return row?.lockedAt ?? null
}

export async function listSnoozed(db: Db, userId: number, now: Date): Promise<Set<string>> {
  const rows = await db.snooze.findMany({ where: { userId, until: { gt: now } }, select: { rowKey: true } })
  return new Set(rows.map((row) => row.rowKey))
}

export async function writeSnooze(db: Db, snooze: { userId: number; rowKey: string; until: Date }): Promise<void> {
  const { userId, rowKey, until } = snooze
  await db.snooze.upsert({ where: { userId_rowKey: { userId, rowKey } }, create: snooze, update: { until } })
}

/** Brings a row back that this person put off. */
export async function deleteSnooze(db: Db, snooze: { userId: number; rowKey: string }): Promise<void> {
  await db.snooze.deleteMany({ where: snooze })
}
