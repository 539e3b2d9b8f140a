import type { Doing } from '../audit/doing.ts'
import { queueNotice } from '../notices/queue-notice.ts'
import { refuseUnqueued } from '../notices/refuse-unqueued.ts'
import { applyLockMove } from '../relay-locks/apply-lock-move.ts'
import { holdTicketAndLock, refuseLockMove } from '../tickets/held-ticket.ts'
import { sendBackAnswers } from '../tickets/send-back-answers.ts'
import { askAgainInput, QUESTIONS, type AskAgainInput } from '../tickets/ticket.ts'

/**
 * Asks again for these questions alone: what stands for them is sent back, a notice with just them (under their own
 * numbers) goes out, the lock is `notified` again. The other answers stay.
 *
 * @returns the notice's id
 */
export async function askAgain(doing: Doing, input: AskAgainInput): Promise<{ noticeId: string }> {
  const { number, remark, language, questions } = askAgainInput.parse(input)
  const { now, actor } = doing
  return doing.db.$transaction(async (tx) => {
    const { ticket, lock } = await holdTicketAndLock(tx, number, actor)
    const decision = await applyLockMove(tx, lock, { act: 'ask-again' }, { now, actor, reason: remark })
    if (!decision.ok) refuseLockMove(number, decision.why)

    const asked = QUESTIONS.filter((question) => questions.includes(question))
    await sendBackAnswers(tx, { now, actor }, lock, ticket.id, asked, remark)
    const queued = await queueNotice(tx, { ticketId: ticket.id, kind: 'ask-again', questions: asked, remark, language, now, actor })
    return queued.isQueued ? { noticeId: queued.noticeId } : refuseUnqueued(number, queued.why)
  })
}
