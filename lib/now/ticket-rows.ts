import { lockEvidence } from '../relay-locks/relay-lock.ts'
import { nextStep, type NextAct } from '../tickets/next-step.ts'
import { situationOf, type SituationSource } from '../tickets/ticket-situation.ts'
import { missingQuestions } from '../tickets/ticket.ts'
import { NOW_SHAPES, rowKeyOf, type NowKind, type NowRow } from './now-row.ts'

export type OpenTicket = SituationSource & {
  number: number
  waitingSince: Date
  takenById: number | null
  remindAt: Date | null
  lock: SituationSource['lock'] & { stateSince: Date; lockedAt: Date; relapsedAt: Date | null; account: { name: string; id: number } }
  notices: (SituationSource['notices'][number] & { createdAt: Date })[]
}

/** After so long without an answer, reminders and all, somebody had better call. */
const UNANSWERED_MS = 3 * 86_400_000

/** The row of one open ticket, or null when it needs no hand. `quarantined` is what is held of the account. */
export function ticketRow(ticket: OpenTicket, quarantined: number, now: Date): NowRow | null {
  const { act } = nextStep(situationOf(ticket))
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
    next: act,
    href: `/support/tickets/${ticket.number}`,
  }
}

function kindOf(ticket: OpenTicket, act: NextAct, now: Date): { kind: NowKind; since: Date } | null {
  const { lock, waitingSince } = ticket
  if (isFreshRelapse(ticket) && lock.relapsedAt) return { kind: 'relapse', since: lock.relapsedAt }
  switch (act) {
    case 'assign-customer':
    case 'add-contact':
    case 'send-questions':
      return { kind: 'relay-abuse', since: lock.lockedAt }
    case 'retry-notice':
      return { kind: 'notice-failed', since: ticket.notices[0]?.createdAt ?? lock.lockedAt }
    case 'approve':
      return { kind: 'second-person', since: lock.stateSince }
    case 'judge-answers':
    case 'ask-again':
    case 'accept-answers':
      return { kind: 'answers-in', since: waitingSince }
    case 'start-guarded-unlock':
      return { kind: 'unlock-due', since: lock.stateSince }
    case 'review-lift':
      return { kind: 'limit-reached', since: lock.lockedAt }
    case 'wait-for-customer':
      return isUnanswered(ticket, now) ? { kind: 'unanswered', since: waitingSince } : null
    case 'wait-for-notice':
    case 'watch':
    case 'none':
      return null
  }
}

/** A relapse wants a person until one has taken the ticket or the customer has answered. */
function isFreshRelapse({ lock, takenById }: OpenTicket): boolean {
  return lock.relapsedAt !== null && takenById === null && (lock.state === 'locked' || lock.state === 'notified')
}

function isUnanswered({ remindAt, waitingSince }: OpenTicket, now: Date): boolean {
  return remindAt === null && now.getTime() - waitingSince.getTime() > UNANSWERED_MS
}

function figuresOf({ lock }: OpenTicket): NowRow['what'] {
  const { figures } = lockEvidence.parse(lock.evidence)
  return figures ? { messages: figures.messages, recipients: figures.recipients, unknown: figures.unknownRecipients } : {}
}
