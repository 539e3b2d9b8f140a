import * as z from 'zod'
import type { Db, Tx } from '../db.ts'
import { lockState } from '../relay-locks/relay-lock.ts'
import { language, type Language } from '../notices/notice.ts'
import { answerHints, answerSources, answerStates, questionNumber, QUESTIONS, type QuestionNumber, TICKETS_PER_PAGE } from './ticket.ts'

/** What pages read of tickets. What changes a ticket reads it in ticket-records.ts, held. */

const storedAnswer = z.object({ question: questionNumber, state: z.enum(answerStates), source: z.enum(answerSources), hints: z.array(z.enum(answerHints)) })

export type AnswerVersion = z.infer<typeof storedAnswer> & {
  version: number
  text: string
  at: string
  answeredBy: string | null
  judgedBy: string | null
  judgedAt: string | null
  judgement: string | null
}

const ANSWER = {
  question: true, version: true, state: true, text: true, source: true, hints: true, at: true, judgedAt: true, judgement: true,
  answeredBy: { select: { name: true } }, judgedBy: { select: { name: true } },
} as const

export async function listAnswerVersions(db: Db | Tx, ticketId: number): Promise<AnswerVersion[]> {
  const rows = await db.ticketAnswer.findMany({ where: { ticketId }, orderBy: [{ question: 'asc' }, { version: 'desc' }], select: ANSWER })
  return rows.map((row) => ({
    ...storedAnswer.parse(row),
    version: row.version,
    text: row.text,
    at: row.at.toISOString(),
    answeredBy: row.answeredBy?.name ?? null,
    judgedBy: row.judgedBy?.name ?? null,
    judgedAt: row.judgedAt?.toISOString() ?? null,
    judgement: row.judgement,
  }))
}

/** One of the three questions with what stands for it and what stood before, newest first. */
export type TicketQuestion = { question: QuestionNumber; standing: AnswerVersion | null; earlier: AnswerVersion[] }

export function questionsOf(answers: AnswerVersion[]): TicketQuestion[] {
  return QUESTIONS.map((question) => {
    const [standing = null, ...earlier] = answers.filter((answer) => answer.question === question).sort((a, b) => b.version - a.version)
    return { question, standing, earlier }
  })
}

export type TicketNotice = { id: string; kind: string; language: Language; questions: number[]; to: string[]; subject: string; text: string; state: string; createdAt: string; sentAt: string | null; reply: string | null }

export async function listTicketNotices(db: Db | Tx, ticketId: number): Promise<TicketNotice[]> {
  const rows = await db.notice.findMany({
    where: { ticketId },
    orderBy: { createdAt: 'desc' },
    select: { id: true, kind: true, language: true, questions: true, to: true, subject: true, text: true, state: true, createdAt: true, sentAt: true, reply: true },
  })
  return rows.map((row) => ({ ...row, language: language.parse(row.language), createdAt: row.createdAt.toISOString(), sentAt: row.sentAt?.toISOString() ?? null }))
}

export async function readTicketHead(db: Db | Tx, number: number) {
  return db.ticket.findUnique({
    where: { number },
    select: {
      id: true, number: true, lockId: true, status: true, waitingFor: true, waitingSince: true, createdAt: true,
      takenBy: { select: { id: true, name: true, initials: true } },
      customer: { select: { number: true, name: true, language: true, contacts: { select: { name: true, email: true, phone: true }, orderBy: { id: 'asc' } } } },
    },
  })
}

export async function readCustomerTicketHead(db: Db | Tx, customerId: number, number: number) {
  return db.ticket.findFirst({
    where: { number, customerId },
    select: {
      id: true, number: true, lockId: true, status: true, waitingFor: true, createdAt: true,
      drafts: { select: { question: true, text: true, savedAt: true } },
      lock: { select: { state: true, stateSince: true, lockedAt: true, relapses: true, originHostId: true, account: { select: { name: true } } } },
    },
  })
}

export type TicketRowForList = {
  number: number
  account: string
  customer: string | null
  customerNumber: string | null
  lockState: z.infer<typeof lockState>
  status: string
  waitingFor: string
  waitingSince: string
  createdAt: string
  takenBy: { name: string; initials: string; isMe: boolean } | null
  answered: number
  relapses: number
}

export type TicketListWhere = { waits: 'us' | 'customer' | 'all' | 'closed'; search: string; mine: boolean; viewerId: number; page: number }


export async function listTicketRows(db: Db | Tx, ask: TicketListWhere): Promise<{ rows: TicketRowForList[]; total: number }> {
  const where = whereOf(ask)
  const [total, rows] = await Promise.all([
    db.ticket.count({ where }),
    db.ticket.findMany({
      where,
      orderBy: ask.waits === 'closed' ? { closedAt: 'desc' } : [{ waitingFor: 'desc' }, { waitingSince: 'asc' }],
      skip: (ask.page - 1) * TICKETS_PER_PAGE,
      take: TICKETS_PER_PAGE,
      select: {
        number: true, status: true, waitingFor: true, waitingSince: true, createdAt: true,
        takenBy: { select: { id: true, name: true, initials: true } },
        customer: { select: { name: true, number: true } },
        lock: { select: { state: true, relapses: true, account: { select: { name: true } } } },
        answers: { select: { question: true, version: true, state: true } },
      },
    }),
  ])
  return { total, rows: rows.map((row) => ({
    number: row.number,
    account: row.lock.account.name,
    customer: row.customer?.name ?? null,
    customerNumber: row.customer?.number ?? null,
    lockState: lockState.parse(row.lock.state),
    status: row.status,
    waitingFor: row.waitingFor,
    waitingSince: row.waitingSince.toISOString(),
    createdAt: row.createdAt.toISOString(),
    takenBy: row.takenBy && { name: row.takenBy.name, initials: row.takenBy.initials, isMe: row.takenBy.id === ask.viewerId },
    answered: countAnswered(row.answers),
    relapses: row.lock.relapses,
  })) }
}

function countAnswered(answers: { question: number; version: number; state: string }[]): number {
  const latest = new Map<number, { version: number; state: string }>()
  for (const answer of answers) if ((latest.get(answer.question)?.version ?? 0) < answer.version) latest.set(answer.question, answer)
  return [...latest.values()].filter(({ state }) => state === 'answered' || state === 'accepted').length
}

function whereOf({ waits, search, mine, viewerId }: TicketListWhere) {
  const number = /^#?\d{1,9}$/.test(search) ? Number(search.replace('#', '')) : null
  const words = { contains: search, mode: 'insensitive' as const }
  return {
    ...(waits === 'closed' ? { status: 'closed' } : { status: 'open' }),
    ...(waits === 'us' || waits === 'customer' ? { waitingFor: waits } : {}),
    ...(mine ? { takenById: viewerId } : {}),
    ...(search === '' ? {} : { OR: [{ lock: { account: { name: words } } }, { customer: { name: words } }, { customer: { number: search } }, ...(number === null ? [] : [{ number }])] }),
  }
}

/** Answers judged before this many are known say nothing about how long it usually takes. */
const JUDGED_MIN = 5

/** How long staff usually took from complete answers to accepting them: the median of the last 90 days, in seconds; null when too few are known. */
export async function usualJudgingSeconds(db: Db | Tx, now: Date): Promise<number | null> {
  const since = new Date(now.getTime() - 90 * 86_400_000)
  const rows = await db.$queryRaw<{ judged: number; seconds: number | null }[]>`
    SELECT count(*)::int AS judged, percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM accepted.at - answered.at))::float8 AS seconds
    FROM "ChangeRow" accepted
    JOIN LATERAL (
      SELECT at FROM "ChangeRow" a
      WHERE a."lockId" = accepted."lockId" AND a.kind = 'relay-lock' AND a."to" = 'answered' AND a.id < accepted.id
      ORDER BY a.id DESC LIMIT 1) answered ON true
    WHERE accepted.kind = 'relay-lock' AND accepted."to" = 'accepted' AND accepted."from" = 'answered' AND accepted.at > ${since}`
  const [found] = rows
  return found && found.judged >= JUDGED_MIN ? found.seconds : null
}
