import { doesAsk, noticeKind } from '../notices/notice.ts'
import { lockEvidence, lockState } from '../relay-locks/relay-lock.ts'
import { looksHonest } from '../relay-locks/looks-honest.ts'
import type { TicketSituation } from './next-step.ts'
import { missingQuestions, QUESTIONS, standingAnswers } from './ticket.ts'

/** What of a ticket decides its next step, as the tables have it. Notices newest first. */
export type SituationSource = {
  waitingFor: string
  customer: { contacts: { email: string | null }[] } | null
  lock: { state: string; evidence: unknown; needsSecondPerson: boolean; approvedAt: Date | null }
  answers: { question: number; version: number; state: string }[]
  notices: { kind: string; state: string }[]
}

export function situationOf({ lock, customer, notices, waitingFor, answers }: SituationSource): TicketSituation {
  const standing = standingAnswers(answers)
  return {
    lockState: lockState.parse(lock.state),
    hasCustomer: customer !== null,
    hasContact: customer?.contacts.some((contact) => contact.email !== null) ?? false,
    notice: noticeOf(notices),
    missing: missingQuestions(answers),
    unsure: QUESTIONS.filter((question) => standing[question]?.state === 'unsure'),
    needsSecondPerson: lock.needsSecondPerson,
    isApproved: lock.approvedAt !== null,
    looksHonest: looksHonest(lockEvidence.parse(lock.evidence)),
    waitsForUs: waitingFor === 'us',
  }
}

function noticeOf(notices: { kind: string; state: string }[]): TicketSituation['notice'] {
  const asking = notices.find((notice) => doesAsk(noticeKind.parse(notice.kind)))
  if (asking?.state === 'queued' || asking?.state === 'sent' || asking?.state === 'failed') return asking.state
  return 'none'
}
