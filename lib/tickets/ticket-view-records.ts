import type { Prisma } from '../generated/prisma/client.ts'
import type { Db } from '../db.ts'

const PERSON = { select: { id: true, name: true, initials: true } } as const

const DETAIL = {
  id: true, number: true, status: true, waitingFor: true, waitingSince: true, createdAt: true, closedAt: true, remindAt: true,
  takenBy: PERSON,
  customer: { select: { id: true, number: true, name: true, language: true, contacts: { select: { name: true, email: true, phone: true }, orderBy: { id: 'asc' } } } },
  lock: {
    select: {
      id: true, state: true, stateSince: true, lockedAt: true, origin: true, originHostId: true, evidence: true, reason: true, relapses: true, relapsedAt: true,
      needsSecondPerson: true, approvedAt: true, approvalReason: true, approvedBy: PERSON, incident: { select: { number: true } },
      previousLock: { select: { lockedAt: true, state: true, ticket: { select: { number: true } } } },
      account: { select: { id: true, name: true } },
      guardedUnlocks: {
        orderBy: { startedAt: 'desc' },
        select: {
          id: true, step: true, stepSince: true, startedAt: true, terms: true, preCheck: true, watchBeganAt: true, watchUntil: true, figures: true, figuresAt: true,
          held: true, outcome: true, endedAt: true, host: { select: { name: true, lastReadAt: true, isSilent: true } }, startedBy: PERSON,
        },
      },
    },
  },
  answers: {
    orderBy: [{ question: 'asc' }, { version: 'asc' }],
    select: { question: true, version: true, state: true, text: true, source: true, hints: true, at: true, judgedAt: true, judgement: true, answeredBy: PERSON, judgedBy: PERSON },
  },
  drafts: { select: { question: true, text: true, savedAt: true } },
  notes: { orderBy: { at: 'desc' }, select: { id: true, text: true, at: true, user: PERSON } },
  notices: {
    orderBy: { createdAt: 'desc' },
    select: { id: true, kind: true, language: true, questions: true, to: true, subject: true, text: true, state: true, attempts: true, nextTryAt: true, reply: true, createdAt: true, sentAt: true },
  },
} satisfies Prisma.TicketSelect

export type TicketSource = NonNullable<Awaited<ReturnType<typeof findTicketSource>>>

/** @param customerId only this customer's; null for staff */
export async function findTicketSource(db: Db, number: number, customerId: number | null) {
  return db.ticket.findFirst({ where: { number, ...(customerId === null ? {} : { customerId }) }, select: DETAIL })
}

const LISTED = {
  number: true, status: true, waitingFor: true, waitingSince: true, createdAt: true, takenBy: PERSON,
  customer: { select: { number: true, name: true } },
  lock: { select: { state: true, stateSince: true, lockedAt: true, relapses: true, account: { select: { name: true } } } },
  answers: { select: { question: true, version: true, state: true } },
} as const

export type TicketListSource = Awaited<ReturnType<typeof listTicketSources>>[number]

export type TicketFilter = { status: 'open' | 'closed'; waitingFor?: 'us' | 'customer'; takenById?: number; customerId?: number }

export async function listTicketSources(db: Db, filter: TicketFilter, { limit, offset }: { limit: number; offset: number }) {
  return db.ticket.findMany({ where: filter, select: LISTED, orderBy: [{ waitingSince: filter.status === 'open' ? 'asc' : 'desc' }, { id: 'asc' }], take: limit, skip: offset })
}

export async function countTickets(db: Db, filter: TicketFilter): Promise<number> {
  return db.ticket.count({ where: filter })
}

/** What lies in quarantine of one lock's account: number, size, first deletion. */
export async function sumHeldOfAccount(db: Db, accountId: number): Promise<{ messages: number; bytes: number; deleteAt: Date | null }> {
  const rows = await db.$queryRaw<{ messages: number; bytes: number; deleteAt: Date | null }[]>`
    SELECT count(*)::int AS messages, coalesce(sum(m.size), 0)::float8 AS bytes, min(b."deleteAt") AS "deleteAt"
    FROM "QuarantinedMessage" m JOIN "QuarantineBatch" b ON b.id = m."batchId" WHERE m."accountId" = ${accountId} AND m.state = 'quarantined'`
  return rows[0] ?? { messages: 0, bytes: 0, deleteAt: null }
}

/** Whether the hosts of the burst leave the locked account its way to abuse@; null when no host said. */
export async function doesHostHaveDoor(db: Db, hostId: number | null): Promise<boolean> {
  const hosts = await db.host.findMany({ where: hostId === null ? { revokedAt: null } : { id: hostId }, select: { capabilities: true } })
  return hosts.length > 0 && hosts.every(({ capabilities }) => typeof capabilities === 'object' && capabilities !== null && 'hasDoor' in capabilities && capabilities.hasDoor === true)
}
