import { isLockClosed, type LockState } from '../relay-locks/relay-lock.ts'
import { missingQuestions, type QuestionNumber } from './ticket.ts'

/** The one thing to do next on a ticket. `wait-…` and `none` have no button. */
export type TicketAct =
  | { act: 'find-customer' }
  | { act: 'find-contact' }
  | { act: 'send-questions' }
  | { act: 'ask-again'; questions: QuestionNumber[] }
  | { act: 'accept' }
  | { act: 'approve' }
  | { act: 'unlock' }
  | { act: 'watch' }
  | { act: 'wait-for-notice' }
  | { act: 'wait-for-customer'; questions: QuestionNumber[] }
  | { act: 'wait-for-second-person' }
  | { act: 'none' }

export type TicketFacts = {
  lockState: LockState
  hasCustomer: boolean
  hasContact: boolean
  answers: { question: number; version: number; state: string; at: string }[]
  /** Notices that ask something, whatever became of them. */
  asked: { state: string; createdAt: string }[]
  needsSecondPerson: boolean
  approvedById: number | null
  viewer: { userId: number; mayApprove: boolean }
}

/** Decides which button a ticket's page shows. Pure: the operations decide once more whether it may be done. */
export function ticketAct(facts: TicketFacts): TicketAct {
  if (isLockClosed(facts.lockState)) return { act: 'none' }
  if (facts.lockState === 'guarded-unlock') return { act: 'watch' }
  if (facts.lockState === 'accepted') return unlockAct(facts)

  const missing = missingQuestions(facts.answers)
  if (missing.length === 0) return { act: 'accept' }
  return askAct(facts, missing)
}

/** Whoever approves a repeat offender's unlock does not start it himself. */
function unlockAct({ needsSecondPerson, approvedById, viewer }: TicketFacts): TicketAct {
  if (!needsSecondPerson) return { act: 'unlock' }
  if (approvedById === null) return viewer.mayApprove ? { act: 'approve' } : { act: 'wait-for-second-person' }
  return approvedById === viewer.userId ? { act: 'wait-for-second-person' } : { act: 'unlock' }
}

function askAct({ hasCustomer, hasContact, answers, asked }: TicketFacts, missing: QuestionNumber[]): TicketAct {
  if (!hasCustomer) return { act: 'find-customer' }
  if (!hasContact) return { act: 'find-contact' }

  const live = asked.filter((notice) => notice.state === 'queued' || notice.state === 'sent')
  if (live.length === 0) return { act: 'send-questions' }
  const lastAsked = live.map((notice) => notice.createdAt).sort().at(-1) ?? ''
  const hasNewAnswer = answers.some((answer) => answer.at > lastAsked)
  if (hasNewAnswer) return { act: 'ask-again', questions: missing }
  if (live.some((notice) => notice.state === 'queued')) return { act: 'wait-for-notice' }
  return { act: 'wait-for-customer', questions: missing }
}
