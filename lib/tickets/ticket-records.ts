import type { Db, Tx } from '../db.ts'
import type { AnswerHint, AnswerSource, AnswerState, QuestionNumber } from './ticket.ts'

export type TicketRow = { id: number; number: number; lockId: string; customerId: number | null; status: string; waitingFor: string; takenById: number | null; accountId: number; account: string }

const ROW = {
  id: true, number: true, lockId: true, customerId: true, status: true, waitingFor: true, takenById: true,
  lock: { select: { account: { select: { id: true, name: true } } } },
} as const

export async function createTicket(tx: Tx, ticket: { lockId: string; customerId: number | null; now: Date }): Promise<{ id: number; number: number }> {
  const { now, ...links } = ticket
  return tx.ticket.create({ data: { ...links, createdAt: now, waitingSince: now }, select: { id: true, number: true } })
}

export async function findTicketOfLock(tx: Tx, lockId: string): Promise<{ id: number; number: number; status: string } | null> {
  return tx.ticket.findUnique({ where: { lockId }, select: { id: true, number: true, status: true } })
}

/** The id behind a number, of this customer only unless null. */
export async function findTicketId(tx: Tx, number: number, customerId: number | null): Promise<number | null> {
  const row = await tx.ticket.findFirst({ where: { number, ...(customerId === null ? {} : { customerId }) }, select: { id: true } })
  return row?.id ?? null
}

/**
 * Takes hold of a ticket until the transaction ends: answers and judgements of one ticket come one after the other.
 *
 * @param customerId only this customer's ticket, null for staff. Absent and somebody else's are both null.
 */
export async function holdTicket(tx: Tx, number: number, customerId: number | null): Promise<TicketRow | null> {
  await tx.$queryRaw`SELECT 1 FROM "Ticket" WHERE number = ${number} FOR NO KEY UPDATE`
  const row = await tx.ticket.findFirst({ where: { number, ...(customerId === null ? {} : { customerId }) }, select: ROW })
  if (!row) return null
  const { lock, ...ticket } = row
  return { ...ticket, accountId: lock.account.id, account: lock.account.name }
}

/** Whose turn it is. A ticket that already waits for the same one keeps the time since when. */
export async function setWaitingFor(tx: Tx, ticketId: number, waitingFor: 'us' | 'customer' | 'nobody', now: Date): Promise<void> {
  await tx.ticket.updateMany({ where: { id: ticketId, waitingFor: { not: waitingFor } }, data: { waitingFor, waitingSince: now } })
}

export async function setRemindAt(tx: Tx, ticketId: number, remindAt: Date | null): Promise<void> {
  await tx.ticket.update({ where: { id: ticketId }, data: { remindAt } })
}

/** Open tickets whose customer is to be reminded. */
export async function listToRemind(db: Db, now: Date, limit: number): Promise<{ id: number; number: number }[]> {
  return db.ticket.findMany({
    where: { status: 'open', waitingFor: 'customer', remindAt: { lte: now } },
    select: { id: true, number: true },
    orderBy: { remindAt: 'asc' },
    take: limit,
  })
}

/** Whether this ticket is still to be reminded, with the time taken away, so that two workers remind once. */
export async function takeReminder(tx: Tx, ticketId: number, now: Date): Promise<boolean> {
  const { count } = await tx.ticket.updateMany({ where: { id: ticketId, status: 'open', waitingFor: 'customer', remindAt: { lte: now } }, data: { remindAt: null } })
  return count === 1
}

export async function setTakenBy(tx: Tx, ticketId: number, userId: number | null): Promise<void> {
  await tx.ticket.update({ where: { id: ticketId }, data: { takenById: userId } })
}

export async function setTicketStatus(tx: Tx, ticketId: number, status: 'open' | 'closed', now: Date): Promise<void> {
  const closing = { status, closedAt: now, waitingFor: 'nobody', waitingSince: now, remindAt: null }
  const reopening = { status, closedAt: null, waitingFor: 'us', waitingSince: now }
  await tx.ticket.update({ where: { id: ticketId }, data: status === 'closed' ? closing : reopening })
}

/** The tickets of an account that has found its customer become his too. */
export async function setCustomerOfAccountTickets(tx: Tx, accountId: number, customerId: number): Promise<{ id: number; number: number; lockId: string; status: string }[]> {
  const tickets = await tx.ticket.findMany({
    where: { lock: { accountId }, customerId: null },
    select: { id: true, number: true, lockId: true, status: true },
  })
  await tx.ticket.updateMany({ where: { id: { in: tickets.map((ticket) => ticket.id) } }, data: { customerId } })
  return tickets
}

export type AnswerRow = { id: number; question: number; version: number; state: string; text: string; source: string; hints: string[]; at: Date; judgedAt: Date | null; judgement: string | null }

/** Every version of every answer, oldest first. */
export async function listAnswers(tx: Tx, ticketId: number): Promise<AnswerRow[]> {
  return tx.ticketAnswer.findMany({
    where: { ticketId },
    orderBy: [{ question: 'asc' }, { version: 'asc' }],
    select: { id: true, question: true, version: true, state: true, text: true, source: true, hints: true, at: true, judgedAt: true, judgement: true },
  })
}

export type NewAnswer = { ticketId: number; question: QuestionNumber; version: number; state: AnswerState; text: string; source: AnswerSource; hints: AnswerHint[]; answeredById: number | null; at: Date }
export async function createAnswer(tx: Tx, answer: NewAnswer): Promise<void> {
  await tx.ticketAnswer.create({ data: answer })
}

export async function judgeAnswer(tx: Tx, answerId: number, judgement: { state: AnswerState; judgedById: number | null; judgedAt: Date; judgement: string }): Promise<void> {
  await tx.ticketAnswer.update({ where: { id: answerId }, data: judgement })
}

export async function createNote(tx: Tx, note: { ticketId: number; userId: number; text: string; at: Date }): Promise<void> {
  await tx.ticketNote.create({ data: note })
}

export async function saveDrafts(tx: Tx, ticketId: number, drafts: { question: number; text: string }[], savedAt: Date): Promise<void> {
  for (const { question, text } of drafts) {
    const data = { text, savedAt }
    await tx.answerDraft.upsert({ where: { ticketId_question: { ticketId, question } }, create: { ticketId, question, ...data }, update: data })
  }
}

export async function deleteDrafts(tx: Tx, ticketId: number, questions: number[]): Promise<void> {
  await tx.answerDraft.deleteMany({ where: { ticketId, question: { in: questions } } })
}
