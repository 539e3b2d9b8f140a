import type { Db, Tx } from '../db.ts'
import { lockEvidence, type LockEvidence } from '../relay-locks/relay-lock.ts'
import { capabilities } from '../protocol/readings.ts'
import { language, type Language, type NoticeKind, type NoticeState } from './notice.ts'

/** What a notice about a ticket is made of. */
export type NoticeSource = {
  ticketId: number
  ticketNumber: number
  lockId: string
  incidentId: number | null
  lockedAt: Date
  evidence: LockEvidence
  account: { id: number; name: string }
  customer: { id: number; name: string; language: Language; emails: string[] } | null
  hasDoor: boolean
}

export async function readNoticeSource(tx: Db | Tx, ticketId: number): Promise<NoticeSource | null> {
  const row = await tx.ticket.findUnique({ where: { id: ticketId }, select: SOURCE })
  if (!row) return null
  const { lock, customer } = row
  return {
    ticketId,
    ticketNumber: row.number,
    lockId: lock.id,
    incidentId: lock.incidentId,
    lockedAt: lock.lockedAt,
    evidence: lockEvidence.parse(lock.evidence),
    account: lock.account,
    customer: customer && { id: customer.id, name: customer.name, language: language.parse(customer.language), emails: emailsOf(customer.contacts) },
    hasDoor: await hasDoor(tx, lock.originHostId),
  }
}

const SOURCE = {
  number: true,
  customer: { select: { id: true, name: true, language: true, contacts: { select: { email: true }, orderBy: { id: 'asc' } } } },
  lock: { select: { id: true, incidentId: true, lockedAt: true, evidence: true, originHostId: true, account: { select: { id: true, name: true } } } },
} as const

function emailsOf(contacts: { email: string | null }[]): string[] {
  return [...new Set(contacts.flatMap(({ email }) => (email === null ? [] : [email])))]
}

/** Whether the host on which the burst was, or without one every host, leaves a locked account the way to abuse@. */
export async function hasDoor(tx: Db | Tx, hostId: number | null): Promise<boolean> {
  const hosts = await tx.host.findMany({ where: hostId === null ? { revokedAt: null } : { id: hostId }, select: { capabilities: true } })
  return hosts.length > 0 && hosts.every((host) => capabilities.safeParse(host.capabilities).data?.hasDoor === true)
}

export type NewNotice = {
  id: string
  ticketId: number
  kind: NoticeKind
  language: Language
  questions: number[]
  to: string[]
  subject: string
  text: string
  messageId: string
  notBefore: Date | null
  createdAt: Date
  userId: number | null
}

export async function createNotice(tx: Tx, notice: NewNotice): Promise<void> {
  await tx.notice.create({ data: { ...notice, nextTryAt: notice.notBefore ?? notice.createdAt } })
}

export type QueuedNoticeRow = { id: string; ticketId: number | null; kind: NoticeKind; questions: number[]; to: string[]; subject: string; text: string; messageId: string; attempts: number; createdAt: Date }

/**
 * Takes the next notice that is due, for `leaseMs`: another copy takes it over when that time is up, or when its holder
 * is not among the `living`, and it is still queued. Null when there is nothing to do.
 */
export async function claimNotice(db: Db, { holder, living, now, leaseMs }: { holder: string; living: string[]; now: Date; leaseMs: number }): Promise<QueuedNoticeRow | null> {
  const rows = await db.$queryRaw<QueuedNoticeRow[]>`
    UPDATE "Notice" SET "claimedBy" = ${holder}, "claimedUntil" = ${new Date(now.getTime() + leaseMs)}, attempts = attempts + 1
    WHERE id = (
      SELECT id FROM "Notice"
      WHERE state = 'queued' AND "nextTryAt" <= ${now}
        AND ("claimedUntil" IS NULL OR "claimedUntil" <= ${now} OR "claimedBy" <> ALL (${living}::text[]))
      ORDER BY "nextTryAt", id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, "ticketId", kind, questions, "to", subject, text, "messageId", attempts, "createdAt"`
  return rows[0] ?? null
}

/** Ends or puts off a claimed notice. False when the claim was lost meanwhile: then somebody else says what became of it. */
export async function settleNotice(tx: Tx, claim: { id: string; holder: string }, outcome: { state: NoticeState; reply: string; sentAt?: Date; nextTryAt?: Date }): Promise<boolean> {
  const { count } = await tx.notice.updateMany({
    where: { id: claim.id, claimedBy: claim.holder, state: 'queued' },
    data: { ...outcome, claimedBy: null, claimedUntil: null },
  })
  return count === 1
}

/** Sends a failed notice once more, from the first attempt on. */
export async function requeueNotice(tx: Tx, noticeId: string, now: Date): Promise<boolean> {
  const { count } = await tx.notice.updateMany({ where: { id: noticeId, state: 'failed' }, data: { state: 'queued', attempts: 0, nextTryAt: now, reply: null } })
  return count === 1
}

/** Keeps the hash of a notice's link. The same notice sent again keeps its row, also its revocation. */
export async function keepPortalLink(tx: Db | Tx, link: { tokenHash: string; ticketId: number; createdAt: Date; endsAt: Date }): Promise<void> {
  await tx.portalLink.createMany({ data: [link], skipDuplicates: true })
}

/** A link lives as long as its ticket and 30 days longer; no link outlives the time tickets are kept. */
const LINK_DAYS_AFTER_CLOSE = 30

/** The ticket that a link leads to, with the customer whose it is; null for an unknown, ended or revoked link. */
export async function findPortalLink(tx: Db | Tx, tokenHash: string, now: Date): Promise<{ ticketId: number; ticketNumber: number; customerId: number } | null> {
  const closedAfter = new Date(now.getTime() - LINK_DAYS_AFTER_CLOSE * 86_400_000)
  const row = await tx.portalLink.findFirst({
    where: { tokenHash, revokedAt: null, endsAt: { gt: now }, ticket: { OR: [{ closedAt: null }, { closedAt: { gt: closedAfter } }] } },
    select: { ticket: { select: { id: true, number: true, customerId: true } } },
  })
  if (!row || row.ticket.customerId === null) return null
  return { ticketId: row.ticket.id, ticketNumber: row.ticket.number, customerId: row.ticket.customerId }
}

export type SentLink = { ticketNumber: number; createdAt: Date; endsAt: Date; state: 'alive' | 'ended' | 'revoked' }

/** Links into the portal that a customer's notices carried, newest first, and whether they still lead there. */
export async function listPortalLinks(tx: Db | Tx, customerId: number, now: Date, limit: number): Promise<SentLink[]> {
  const rows = await tx.portalLink.findMany({
    where: { ticket: { customerId } }, orderBy: { createdAt: 'desc' }, take: limit,
    select: { createdAt: true, endsAt: true, revokedAt: true, ticket: { select: { number: true, closedAt: true } } },
  })
  return rows.map(({ createdAt, endsAt, revokedAt, ticket }) => {
    const lastDay = ticket.closedAt === null ? endsAt : new Date(Math.min(endsAt.getTime(), ticket.closedAt.getTime() + LINK_DAYS_AFTER_CLOSE * 86_400_000))
    return { ticketNumber: ticket.number, createdAt, endsAt: lastDay, state: revokedAt !== null ? 'revoked' : lastDay > now ? 'alive' : 'ended' }
  })
}

/** The lock that a notice's ticket is about. */
export async function findNoticeLock(tx: Tx, noticeId: string): Promise<string | null> {
  const row = await tx.notice.findUnique({ where: { id: noticeId }, select: { ticket: { select: { lockId: true } } } })
  return row?.ticket?.lockId ?? null
}

/** How often a ticket was reminded since it was last asked something. */
export async function countRemindersSinceAsked(tx: Tx, ticketId: number): Promise<number> {
  const asked = await tx.notice.findFirst({
    where: { ticketId, kind: { in: ['three-questions', 'ask-again', 'relapse'] } },
    orderBy: { createdAt: 'desc' },
    select: { createdAt: true },
  })
  return tx.notice.count({ where: { ticketId, kind: 'reminder', createdAt: { gte: asked?.createdAt ?? new Date(0) } } })
}
