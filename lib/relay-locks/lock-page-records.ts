import type { Db, Tx } from '../db.ts'
import { capabilities, queueReading } from '../protocol/readings.ts'
import { relayWish } from '../protocol/standing-orders.ts'
import { lockEvidence, lockState, type LockEvidence, type LockState, LOCKS_PER_PAGE } from './relay-lock.ts'

/** What pages read of locks. What moves a lock reads it in relay-lock-records.ts, held. */
export type LockForPage = {
  id: string
  account: string
  customer: { number: string; name: string } | null
  ticketNumber: number | null
  incidentNumber: number | null
  state: LockState
  stateSince: string
  lockedAt: string
  closedAt: string | null
  origin: string
  originHost: string | null
  reason: string
  relapses: number
  relapsedAt: string | null
  needsSecondPerson: boolean
  approval: { userId: number; name: string; at: string; reason: string } | null
  evidence: LockEvidence
}

const SELECT = {
  id: true, accountId: true, state: true, stateSince: true, lockedAt: true, closedAt: true, origin: true, originHostId: true, reason: true, relapses: true,
  relapsedAt: true, needsSecondPerson: true, approvedAt: true, approvalReason: true, evidence: true,
  account: { select: { name: true, customerId: true, customer: { select: { number: true, name: true } } } },
  approvedBy: { select: { id: true, name: true } },
  ticket: { select: { number: true } },
  incident: { select: { number: true } },
} as const

export async function readLockPage(db: Db | Tx, lockId: string): Promise<(LockForPage & { accountId: number; customerId: number | null }) | null> {
  const row = await db.relayLock.findUnique({ where: { id: lockId }, select: SELECT })
  if (!row) return null
  const host = row.originHostId === null ? null : await db.host.findUnique({ where: { id: row.originHostId }, select: { name: true } })
  return {
    id: row.id,
    accountId: row.accountId,
    customerId: row.account.customerId,
    account: row.account.name,
    customer: row.account.customer,
    ticketNumber: row.ticket?.number ?? null,
    incidentNumber: row.incident?.number ?? null,
    state: lockState.parse(row.state),
    stateSince: row.stateSince.toISOString(),
    lockedAt: row.lockedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    origin: row.origin,
    originHost: host?.name ?? null,
    reason: row.reason,
    relapses: row.relapses,
    relapsedAt: row.relapsedAt?.toISOString() ?? null,
    needsSecondPerson: row.needsSecondPerson,
    approval: row.approvedBy && row.approvedAt ? { userId: row.approvedBy.id, name: row.approvedBy.name, at: row.approvedAt.toISOString(), reason: row.approvalReason ?? '' } : null,
    evidence: lockEvidence.parse(row.evidence),
  }
}

/** What one host shall do with the account's relaying, what was found there, and what lies in its queue. */
export type LockHost = {
  name: string
  /** It can only watch by stopping everybody's mail. */
  holdsWholeQueue: boolean
  isSilent: boolean
  readAt: string | null
  wanted: 'locked' | 'watched' | 'open'
  wantedAt: string
  found: string | null
  foundAt: string | null
  /** What was found belongs to an older wish: the host has yet to follow. */
  isBehind: boolean
  detail: string | null
  /** Mails of the account queued there; null when the latest reading does not say. */
  queued: number | null
  undeliverable: number | null
  queueReadAt: string | null
}

/** Queue readings name so many accounts, the fullest first (protocol/readings.ts). */
const ACCOUNTS_IN_READING = 20

/** Every host that has a wish about the account, by name. */
export async function listLockHosts(db: Db | Tx, account: string): Promise<LockHost[]> {
  const rows = await db.standingOrder.findMany({
    where: { kind: 'relay', key: account, host: { revokedAt: null } },
    orderBy: { host: { name: 'asc' } },
    select: {
      version: true, data: true, wantedAt: true, found: true, foundVersion: true, foundAt: true, detail: true,
      host: { select: { name: true, capabilities: true, isSilent: true, lastReadAt: true, readings: { where: { kind: 'queue' }, select: { data: true, readAt: true } } } },
    },
  })
  return rows.map(({ host, ...row }) => {
    const [reading] = host.readings
    return {
      name: host.name,
      holdsWholeQueue: capabilities.safeParse(host.capabilities).data?.watches === 'queue',
      isSilent: host.isSilent,
      readAt: host.lastReadAt?.toISOString() ?? null,
      wanted: relayWish.parse(row.data).state,
      wantedAt: row.wantedAt.toISOString(),
      found: row.found,
      foundAt: row.foundAt?.toISOString() ?? null,
      isBehind: row.foundVersion !== row.version,
      detail: row.detail,
      ...queuedOf(account, reading?.data),
      queueReadAt: reading?.readAt.toISOString() ?? null,
    }
  })
}

/** Mails of an account by a queue's reading. One that is not named while the list has room has none; while it is full it is unknown. */
export function queuedOf(account: string, data: unknown): { queued: number | null; undeliverable: number | null } {
  const reading = queueReading.safeParse(data).data
  const own = reading?.accounts.find((one) => one.account === account)
  if (own) return { queued: own.messages, undeliverable: own.undeliverable }
  const isKnown = reading !== undefined && reading.accounts.length < ACCOUNTS_IN_READING
  return isKnown ? { queued: 0, undeliverable: 0 } : { queued: null, undeliverable: null }
}

export type RefusedHour = { hour: string; refused: number; messages: number }

/** Attempts that the lock refused, per hour since `since`, over all hosts. Hours without any are left out. */
export async function listRefusedHours(db: Db | Tx, accountId: number, since: Date): Promise<RefusedHour[]> {
  const from = new Date(Math.floor(since.getTime() / 3_600_000) * 3_600_000)
  const rows = await db.accountHour.groupBy({ by: ['hour'], where: { accountId, hour: { gte: from } }, _sum: { refused: true, messages: true }, orderBy: { hour: 'asc' } })
  return rows.map(({ hour, _sum }) => ({ hour: hour.toISOString(), refused: _sum.refused ?? 0, messages: _sum.messages ?? 0 }))
}

export type EarlierLock = { id: string; lockedAt: string; closedAt: string | null; state: LockState; ticketNumber: number | null; limit: string | null }

export async function listEarlierLocks(db: Db | Tx, accountId: number, before: Date): Promise<EarlierLock[]> {
  const rows = await db.relayLock.findMany({
    where: { accountId, lockedAt: { lt: before } },
    orderBy: { lockedAt: 'desc' },
    take: 20,
    select: { id: true, lockedAt: true, closedAt: true, state: true, evidence: true, ticket: { select: { number: true } } },
  })
  return rows.map((row) => ({
    id: row.id,
    lockedAt: row.lockedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    state: lockState.parse(row.state),
    ticketNumber: row.ticket?.number ?? null,
    limit: lockEvidence.parse(row.evidence).crossing?.limit ?? null,
  }))
}

/** Mails of a lock that lie in quarantine now. */
export async function countQuarantinedOfLock(db: Db | Tx, lockId: string): Promise<{ messages: number; deleteAt: string | null }> {
  const messages = await db.quarantinedMessage.count({ where: { state: 'quarantined', batch: { lockId } } })
  const first = await db.quarantineBatch.findFirst({
    where: { lockId, deleteAt: { not: null }, messages: { some: { state: 'quarantined' } } }, orderBy: { deleteAt: 'asc' }, select: { deleteAt: true },
  })
  return { messages, deleteAt: first?.deleteAt?.toISOString() ?? null }
}

export type LockRow = {
  id: string
  account: string
  customer: string | null
  ticketNumber: number | null
  state: LockState
  stateSince: string
  lockedAt: string
  waitingFor: string | null
  relapses: number
  limit: string | null
  originHost: string | null
}

export type LockListWhere = { waits: 'us' | 'customer' | 'watch' | 'all' | 'closed'; search: string; page: number }
const OVER: LockState[] = ['open', 'lifted', 'ended']

/** Locks by whom they wait for, those that harm longest first; closed ones newest first. */
export async function listLockRows(db: Db | Tx, ask: LockListWhere): Promise<{ rows: LockRow[]; total: number }> {
  const where = whereOf(ask)
  const [total, rows, hosts] = await Promise.all([
    db.relayLock.count({ where }),
    db.relayLock.findMany({
      where,
      orderBy: ask.waits === 'closed' ? { closedAt: 'desc' } : { lockedAt: 'desc' },
      skip: (ask.page - 1) * LOCKS_PER_PAGE,
      take: LOCKS_PER_PAGE,
      select: {
        id: true, state: true, stateSince: true, lockedAt: true, relapses: true, evidence: true, originHostId: true,
        account: { select: { name: true, customer: { select: { name: true } } } },
        ticket: { select: { number: true, waitingFor: true } },
      },
    }),
    db.host.findMany({ select: { id: true, name: true } }),
  ])
  return { total, rows: rows.map((row) => ({
    id: row.id,
    account: row.account.name,
    customer: row.account.customer?.name ?? null,
    ticketNumber: row.ticket?.number ?? null,
    state: lockState.parse(row.state),
    stateSince: row.stateSince.toISOString(),
    lockedAt: row.lockedAt.toISOString(),
    waitingFor: row.ticket?.waitingFor ?? null,
    relapses: row.relapses,
    limit: lockEvidence.parse(row.evidence).crossing?.limit ?? null,
    originHost: hosts.find((host) => host.id === row.originHostId)?.name ?? null,
  })) }
}

function whereOf({ waits, search }: LockListWhere) {
  const words = { contains: search, mode: 'insensitive' as const }
  return {
    state: waits === 'closed' ? { in: OVER } : waits === 'watch' ? 'guarded-unlock' : { notIn: OVER },
    ...(waits === 'us' || waits === 'customer' ? { ticket: { waitingFor: waits }, NOT: { state: 'guarded-unlock' } } : {}),
    ...(search === '' ? {} : { account: { OR: [{ name: words }, { customer: { name: words } }, { customer: { number: search } }] } }),
  }
}
