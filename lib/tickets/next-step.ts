import type { LockState } from '../relay-locks/relay-lock.ts'
import type { QuestionNumber } from './ticket.ts'

/** What the one next right step of a ticket depends on. */
export type TicketSituation = {
  lockState: LockState
  hasCustomer: boolean
  hasContact: boolean
  /** The latest notice that asks something. */
  notice: 'none' | 'queued' | 'sent' | 'failed'
  missing: QuestionNumber[]
  unsure: QuestionNumber[]
  needsSecondPerson: boolean
  isApproved: boolean
  /** Few unknown recipients, honest addresses: more likely a newsletter than spam. */
  looksHonest: boolean
  waitsForUs: boolean
}

export const nextActs = [
  'assign-customer', 'add-contact', 'send-questions', 'retry-notice', 'wait-for-notice', 'review-lift', 'wait-for-customer',
  'judge-answers', 'ask-again', 'accept-answers', 'approve', 'start-guarded-unlock', 'watch', 'none',
] as const
export type NextAct = (typeof nextActs)[number]
export type NextStep = { act: NextAct; labelKey: `tickets.next.${NextAct}`; questions: QuestionNumber[] }

/** The one next right step. Everything else that may be done stands in the menu. */
export function nextStep(situation: TicketSituation): NextStep {
  const { act, questions = [] } = decide(situation)
  return { act, labelKey: `tickets.next.${act}`, questions }
}

function decide(situation: TicketSituation): { act: NextAct; questions?: QuestionNumber[] } {
  switch (situation.lockState) {
    case 'open':
    case 'lifted':
    case 'ended':
      return { act: 'none' }
    case 'guarded-unlock':
      return { act: 'watch' }
    case 'accepted':
      return { act: situation.needsSecondPerson && !situation.isApproved ? 'approve' : 'start-guarded-unlock' }
    case 'answered':
      return { act: 'accept-answers' }
    case 'locked':
    case 'notified':
      return beforeAnswers(situation)
  }
}

function beforeAnswers({ hasCustomer, hasContact, notice, missing, unsure, looksHonest, waitsForUs }: TicketSituation): { act: NextAct; questions?: QuestionNumber[] } {
  if (!hasCustomer) return { act: 'assign-customer' }
  if (unsure.length > 0) return { act: 'judge-answers', questions: unsure }
  if (missing.length < 3 && waitsForUs) return { act: 'ask-again', questions: missing }
  if (looksHonest) return { act: 'review-lift' }
  if (!hasContact) return { act: 'add-contact' }
  switch (notice) {
    case 'none':
      return { act: 'send-questions', questions: missing }
    case 'failed':
      return { act: 'retry-notice' }
    case 'queued':
      return { act: 'wait-for-notice' }
    case 'sent':
      return { act: 'wait-for-customer', questions: missing }
  }
}
