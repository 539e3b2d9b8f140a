import { actorUserId } from '../audit/actor.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { applyLockMove, linksOfLock } from '../relay-locks/apply-lock-move.ts'
import { isLockClosed } from '../relay-locks/relay-lock.ts'
import { weighAnswer, type GivenAnswer } from '../tickets/hints.ts'
import { holdTicketAndLock, type HeldTicket } from '../tickets/held-ticket.ts'
import { createAnswer, deleteDrafts, listAnswers, setRemindAt, setWaitingFor, type AnswerRow } from '../tickets/ticket-records.ts'
import { answersInput, missingQuestions, standingAnswers, type AnswersInput, type QuestionNumber } from '../tickets/ticket.ts'

export type Answered = { missing: QuestionNumber[] }

/**
 * Takes in answers from the portal or, written down by staff, from the phone. Each becomes a new version; the same
 * words again change nothing. All three answered: the lock is `answered` and waits for us. It never unlocks anything.
 *
 * @returns the questions that still wait for the customer
 * @throws AppError `not-found` for another customer's ticket, `conflict` when nothing is asked at the moment
 */
export async function answerQuestions(doing: Doing, input: AnswersInput): Promise<Answered> {
  const { number, source, answers } = answersInput.parse(input)
  return doing.db.$transaction(async (tx) => {
    const held = await holdTicketAndLock(tx, number, doing.actor)
    if (!isAsking(held)) throw new AppError('conflict', `ticket ${number} asks nothing now`, { userMessageKey: 'errors.answers-not-asked' })

    const before = await listAnswers(tx, held.ticket.id)
    for (const answer of answers) await keepAnswer(tx, doing, held, before, { ...answer, source })
    await deleteDrafts(tx, held.ticket.id, answers.map((answer) => answer.question))
    return settle(tx, doing, held)
  })
}

function isAsking({ lock }: HeldTicket): boolean {
  return !isLockClosed(lock.state) && lock.state !== 'accepted' && lock.state !== 'guarded-unlock'
}

/** The words that stand for a bare yes or no to question 3, as the form has them. */
const BARE = { yes: 'Ja, leer. Ich habe nachgesehen. / Yes, empty. I have looked.', no: 'Nein, oder ich weiß es nicht. / No, or I do not know.' }

async function keepAnswer(tx: Tx, { now, actor }: Doing, { ticket, lock }: HeldTicket, before: AnswerRow[], given: GivenAnswer & { source: 'portal' | 'phone' }): Promise<void> {
  const { question, source } = given
  const text = given.text !== '' ? given.text : given.confirms ? BARE.yes : BARE.no
  const { state, hints } = weighAnswer({ ...given, text })
  const latest = standingAnswers(before)[question]
  if (latest && latest.text === text && (latest.state === state || latest.state === 'accepted')) return

  const version = (latest?.version ?? 0) + 1
  await createAnswer(tx, { ticketId: ticket.id, question, version, state, text, source, hints, answeredById: actorUserId(actor), at: now })
  await recordChange(tx, {
    kind: 'answer', at: now, actor, from: latest?.state ?? 'missing', to: state, ...linksOfLock(lock), ticketId: ticket.id,
    evidence: { question, version, source, state, text },
  })
}

async function settle(tx: Tx, { now, actor }: Doing, { ticket, lock }: HeldTicket): Promise<Answered> {
  const answers = await listAnswers(tx, ticket.id)
  const missing = missingQuestions(answers)
  await applyLockMove(tx, lock, { act: missing.length === 0 ? 'answers-complete' : 'answers-incomplete' }, { now, actor })

  const needsAPerson = missing.length === 0 || Object.values(standingAnswers(answers)).some((answer) => answer?.state === 'unsure')
  if (needsAPerson) {
    await setWaitingFor(tx, ticket.id, 'us', now)
    await setRemindAt(tx, ticket.id, null)
  }
  return { missing }
}
