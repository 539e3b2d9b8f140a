import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { queueNotice } from '../notices/queue-notice.ts'
import { refuseUnqueued } from '../notices/refuse-unqueued.ts'
import { isLockClosed } from '../relay-locks/relay-lock.ts'
import { holdTicketAndLock } from '../tickets/held-ticket.ts'
import { QUESTIONS, sendQuestionsInput, type SendQuestionsInput } from '../tickets/ticket.ts'

/** A person sends the three questions where no policy did: notices are reviewed, or the customer was unknown till now. */
export async function sendQuestions(doing: Doing, input: SendQuestionsInput): Promise<{ noticeId: string }> {
  const { number, language } = sendQuestionsInput.parse(input)
  const { now, actor } = doing
  return doing.db.$transaction(async (tx) => {
    const { ticket, lock } = await holdTicketAndLock(tx, number, actor)
    if (isLockClosed(lock.state)) throw new AppError('conflict', `ticket ${number}: lock is closed`, { userMessageKey: 'errors.lock.closed' })
    const queued = await queueNotice(tx, { ticketId: ticket.id, kind: 'three-questions', questions: [...QUESTIONS], language, now, actor })
    return queued.isQueued ? { noticeId: queued.noticeId } : refuseUnqueued(number, queued.why)
  })
}
