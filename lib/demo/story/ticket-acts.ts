import { acceptAnswers } from '../../cases/accept-answers.ts'
import { answerQuestions } from '../../cases/answer-questions.ts'
import { askAgain } from '../../cases/ask-again.ts'
import { deleteMessages } from '../../cases/delete-messages.ts'
import { openPortalLink } from '../../cases/open-portal-link.ts'
import { startGuardedUnlock } from '../../cases/start-guarded-unlock.ts'
import { portalToken } from '../../notices/portal-token.ts'
import { whereSelection } from '../../quarantine/message-where.ts'
import { countSelected } from '../../quarantine/quarantine-act-records.ts'
import { listAnswers } from '../../tickets/ticket-records.ts'
import { standingAnswers, type QuestionNumber } from '../../tickets/ticket.ts'
import type { Past, StaffMember } from './past.ts'

/** A customer's words to a question; to the third also his yes or no. */
export type Words = Partial<Record<QuestionNumber, string>> & { confirms?: boolean }

type TicketOfAccount = { id: number; number: number; lockId: string; customerId: number | null }

/** The ticket of the latest lock of an account. */
export async function ticketOf({ db }: Past, account: string): Promise<TicketOfAccount> {
  return db.ticket.findFirstOrThrow({ where: { lock: { account: { name: account } } }, orderBy: { createdAt: 'desc' }, select: { id: true, number: true, lockId: true, customerId: true } })
}

/** The customer opens the link of his latest notice and answers in the portal. */
export async function answerInPortal(past: Past, account: string, words: Words): Promise<void> {
  const ticket = await ticketOf(past, account)
  const notice = await past.db.notice.findFirstOrThrow({ where: { ticketId: ticket.id, state: 'sent' }, orderBy: { createdAt: 'desc' }, select: { id: true } })
  const { userId } = await openPortalLink(past.db, { token: portalToken(past.secret, notice.id), now: past.clock.now() })
  past.clock.forward(4 * 60_000)
  const actor = { kind: 'customer', userId, customerId: ticket.customerId ?? 0 } as const
  await answerQuestions({ db: past.db, now: past.clock.now(), actor }, { number: ticket.number, source: 'portal', answers: answersOf(words) })
}

/** Staff write down what the customer says on the phone. */
export async function answerByPhone(past: Past, who: StaffMember, account: string, words: Words): Promise<void> {
  const { number } = await ticketOf(past, account)
  await answerQuestions(past.as(who), { number, source: 'phone', answers: answersOf(words) })
}

function answersOf(words: Words) {
  return ([1, 2, 3] as const).flatMap((question) => {
    const text = words[question]
    return text === undefined ? [] : [{ question, text, confirms: question === 3 ? (words.confirms ?? null) : null }]
  })
}

export async function askOnceMore(past: Past, who: StaffMember, account: string, questions: QuestionNumber[], remark: string): Promise<void> {
  const { number } = await ticketOf(past, account)
  await askAgain(past.as(who), { number, questions, remark })
  await past.sendNotices()
}

/** All three answers as they stand. */
export async function acceptAll(past: Past, who: StaffMember, account: string, remark = ''): Promise<void> {
  const { id, number } = await ticketOf(past, account)
  const standing = standingAnswers(await listAnswers(past.db, id))
  const versionOf = (question: QuestionNumber) => standing[question]?.version ?? 0
  await acceptAnswers(past.as(who), { number, versions: { 1: versionOf(1), 2: versionOf(2), 3: versionOf(3) }, remark })
}

/** Begins a guarded unlock and lets the host begin its watch. */
export async function unlockGuarded(past: Past, who: StaffMember, account: string, reason = ''): Promise<void> {
  const { lockId } = await ticketOf(past, account)
  await startGuardedUnlock(past.as(who), { lockId, reason })
  await past.round()
}

/** Goes on until the watch's time is over: the host ends it by itself, the customer is told. */
export async function endWatch(past: Past): Promise<void> {
  past.clock.forward(610_000)
  await past.round()
  await past.sendNotices()
}

/** Deletes all that lies in quarantine of an account; the hosts do it once it can no longer be undone. */
export async function deleteTaken(past: Past, who: StaffMember, account: string, reason: string): Promise<void> {
  const selection = { filter: { account }, except: [] }
  const expected = await countSelected(past.db, whereSelection(selection))
  if (expected === 0) throw new Error(`nothing lies in quarantine of ${account}`)
  await deleteMessages(past.as(who), { selection, expected, reason, confirmation: String(expected) })
  past.clock.forward(15_000)
  await past.round()
}
