import { actorUserId } from '../audit/actor.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { applyLockMove, linksOfLock } from '../relay-locks/apply-lock-move.ts'
import { holdTicketAndLock, refuseLockMove, type HeldTicket } from '../tickets/held-ticket.ts'
import { judgeAnswer, listAnswers, setWaitingFor, type AnswerRow } from '../tickets/ticket-records.ts'
import { acceptInput, areAllAnswered, QUESTIONS, standingAnswers, type AcceptInput } from '../tickets/ticket.ts'

/**
 * A person accepts all three answers, in the versions he read; the guarded unlock may begin then.
 *
 * @throws AppError `conflict` when an answer is missing, unsure, sent back, or newer than the one that was read
 */
export async function acceptAnswers(doing: Doing, input: AcceptInput): Promise<void> {
  const { number, versions, remark } = acceptInput.parse(input)
  await doing.db.$transaction(async (tx) => {
    const held = await holdTicketAndLock(tx, number, doing.actor)
    const answers = await listAnswers(tx, held.ticket.id)
    if (!areAllAnswered(answers)) throw new AppError('conflict', `ticket ${number}: not all answered`, { userMessageKey: 'errors.answers-missing' })

    const standing = standingAnswers(answers)
    if (QUESTIONS.some((question) => standing[question]?.version !== versions[question])) {
      throw new AppError('conflict', `ticket ${number}: a newer answer came in`, { userMessageKey: 'errors.answer-changed' })
    }
    const decision = await applyLockMove(tx, held.lock, { act: 'accept' }, { ...doing, reason: remark })
    if (!decision.ok) refuseLockMove(number, decision.why)
    for (const question of QUESTIONS) await acceptOne(tx, doing, held, standing[question], remark)
    await setWaitingFor(tx, held.ticket.id, 'us', doing.now)
  })
}

async function acceptOne(tx: Tx, { now, actor }: Doing, { ticket, lock }: HeldTicket, answer: AnswerRow | null, remark: string): Promise<void> {
  if (!answer || answer.state === 'accepted') return
  await judgeAnswer(tx, answer.id, { state: 'accepted', judgedById: actorUserId(actor), judgedAt: now, judgement: remark })
  await recordChange(tx, {
    kind: 'answer', at: now, actor, from: answer.state, to: 'accepted', reason: remark, ...linksOfLock(lock), ticketId: ticket.id,
    evidence: { question: answer.question, version: answer.version, source: answer.source, state: 'accepted' },
  })
}
