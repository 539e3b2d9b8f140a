import { actorUserId } from '../audit/actor.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { applyLockMove, linksOfLock } from '../relay-locks/apply-lock-move.ts'
import { holdTicketAndLock } from '../tickets/held-ticket.ts'
import { judgeAnswer, listAnswers } from '../tickets/ticket-records.ts'
import { areAllAnswered, countAsAnswerInput, standingAnswers, type CountAsAnswerInput } from '../tickets/ticket.ts'

/**
 * A person read an unsure answer and says that it is one. With the last of them the lock is `answered`; accepting all
 * three stays an act of its own.
 */
export async function countAsAnswer(doing: Doing, input: CountAsAnswerInput): Promise<void> {
  const { number, question, version, remark } = countAsAnswerInput.parse(input)
  const { now, actor } = doing
  await doing.db.$transaction(async (tx) => {
    const { ticket, lock } = await holdTicketAndLock(tx, number, actor)
    const standing = standingAnswers(await listAnswers(tx, ticket.id))[question]
    if (!standing || standing.version !== version || standing.state !== 'unsure') {
      throw new AppError('conflict', `ticket ${number}: answer ${question} is not the unsure version ${version}`, { userMessageKey: 'errors.answer-changed' })
    }

    await judgeAnswer(tx, standing.id, { state: 'answered', judgedById: actorUserId(actor), judgedAt: now, judgement: remark })
    await recordChange(tx, {
      kind: 'answer', at: now, actor, from: 'unsure', to: 'answered', reason: remark, ...linksOfLock(lock), ticketId: ticket.id,
      evidence: { question, version, source: standing.source, state: 'answered' },
    })
    if (areAllAnswered(await listAnswers(tx, ticket.id))) await applyLockMove(tx, lock, { act: 'answers-complete' }, { now, actor })
  })
}
