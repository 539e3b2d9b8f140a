import { doesAsk, noticeKind } from '../notices/notice.ts'
import { looksHonest } from '../relay-locks/looks-honest.ts'
import { lockEvidence, lockState } from '../relay-locks/relay-lock.ts'
import { ticketAct, type TicketAct, type TicketFacts } from '../tickets/ticket-act.ts'
import { missingQuestions } from '../tickets/ticket.ts'
import { NOW_SHAPES, rowKeyOf, type NowKind, type NowRow } from './now-row.ts'

export type OpenTicket = {
  number: number
  waitingFor: string
  waitingSince: Date
  takenById: number | null
  remindAt: Date | null
  customer: { contacts: { email: string | null }[] } | null
  lock: { state: string; stateSince: Date; lockedAt: Date; relapsedAt: Date | null; evidence: unknown; needsSecondPerson: boolean; approvedById: number | null; account: { id: number; name: string } }
  answers: { question: number; version: number; state: string; at: Date }[]
  /** Newest first. */
  notices: { kind: string; state: string; createdAt: Date }[]
}

/** After so long without an answer, reminders and all, somebody had better call. */
const UNANSWERED_MS = 3 * 86_400_000

export type RowContext = { viewer: TicketFacts['viewer']; quarantined: number; now: Date }

/** The row of one open ticket, or null when it needs no hand. */
export function ticketRow(ticket: OpenTicket, { viewer, quarantined, now }: RowContext): NowRow | null {
  const act = actOf(ticket, viewer)
  const found = kindOf(ticket, act, now)
  if (!found) return null
  const { kind, since } = found
  return {
    kind,
    since,
    rowKey: rowKeyOf(kind, `ticket-${ticket.number}`, since),
    shape: NOW_SHAPES[kind],
    who: ticket.lock.account.name,
    what: { ...figuresOf(ticket), ticketNumber: ticket.number, answered: 3 - missingQuestions(ticket.answers).length, quarantined },
    next: kind === 'limit-reached' ? 'review-lift' : kind === 'notice-failed' ? 'retry-notice' : act,
    href: `/support/tickets/${ticket.number}`,
  }
}

function actOf({ lock, customer, answers, notices }: OpenTicket, viewer: TicketFacts['viewer']): TicketAct['act'] {
  return ticketAct({
    lockState: lockState.parse(lock.state),
    hasCustomer: customer !== null,
    hasContact: customer?.contacts.some((contact) => contact.email !== null) ?? false,
    answers: answers.map((answer) => ({ ...answer, at: answer.at.toISOString() })),
    asked: notices.filter((notice) => doesAsk(noticeKind.parse(notice.kind))).map(({ state, createdAt }) => ({ state, createdAt: createdAt.toISOString() })),
    needsSecondPerson: lock.needsSecondPerson,
    approvedById: lock.approvedById,
    viewer,
  }).act
}

function kindOf(ticket: OpenTicket, act: TicketAct['act'], now: Date): { kind: NowKind; since: Date } | null {
  const { lock, waitingSince, notices } = ticket
  const [latest] = notices
  if (latest?.state === 'failed') return { kind: 'notice-failed', since: latest.createdAt }
  switch (act) {
    case 'find-customer':
    case 'find-contact':
    case 'send-questions':
      return { kind: isHonest(ticket) ? 'limit-reached' : 'relay-abuse', since: lock.lockedAt }
    case 'approve':
    case 'wait-for-second-person':
      return { kind: 'second-person', since: lock.stateSince }
    case 'ask-again':
    case 'accept':
      return { kind: 'answers-in', since: waitingSince }
    case 'unlock':
      return { kind: 'unlock-due', since: lock.stateSince }
    case 'wait-for-notice':
    case 'wait-for-customer':
      return whileWaiting(ticket, now)
    case 'watch':
    case 'none':
      return null
  }
}

/** The customer's turn; still a person may be wanted: after a relapse, for an honest sender, when nothing ever comes. */
function whileWaiting(ticket: OpenTicket, now: Date): { kind: NowKind; since: Date } | null {
  const { lock, takenById, remindAt, waitingSince } = ticket
  if (lock.relapsedAt && takenById === null) return { kind: 'relapse', since: lock.relapsedAt }
  if (isHonest(ticket)) return { kind: 'limit-reached', since: lock.lockedAt }
  if (remindAt === null && now.getTime() - waitingSince.getTime() > UNANSWERED_MS) return { kind: 'unanswered', since: waitingSince }
  return null
}

function isHonest({ lock }: OpenTicket): boolean {
  return looksHonest(lockEvidence.parse(lock.evidence))
}

function figuresOf({ lock }: OpenTicket): NowRow['what'] {
  const { figures } = lockEvidence.parse(lock.evidence)
  return figures ? { messages: figures.messages, recipients: figures.recipients, unknown: figures.unknownRecipients } : {}
}
