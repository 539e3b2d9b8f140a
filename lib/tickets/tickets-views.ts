import 'server-only'
import { readStory, type StoryEntry } from '../audit/story-records.ts'
import type { Db } from '../db.ts'
import { maskAddress } from '../quarantine/quarantined-message.ts'
import { lockEvidence, lockState, type LockEvidence, type LockState } from '../relay-locks/relay-lock.ts'
import { looksHonest } from '../relay-locks/looks-honest.ts'
import { nextStep, type NextStep } from './next-step.ts'
import { questionCards, type QuestionCard } from './question-cards.ts'
import { situationOf } from './ticket-situation.ts'
import { stateLine, type StateMark } from './state-line.ts'
import { countTickets, findTicketSource, listTicketSources, sumHeldOfAccount, type TicketFilter, type TicketListSource, type TicketSource } from './ticket-view-records.ts'
import { missingQuestions } from './ticket.ts'
import { watchOf, type WatchView } from './watch-view.ts'

export type TicketRowView = Pick<TicketListSource, 'number' | 'status' | 'waitingFor' | 'waitingSince' | 'createdAt' | 'takenBy' | 'customer'> & {
  account: string
  lockState: LockState
  lockedAt: Date
  relapses: number
  answered: number
}
export type TicketList = { tickets: TicketRowView[]; total: number; waitingForUs: number; waitingForCustomers: number }

/** Tickets for staff: who waits longest first. */
export async function getTickets(db: Db, filter: TicketFilter, page: { limit: number; offset: number }): Promise<TicketList> {
  const [rows, total, waitingForUs, waitingForCustomers] = await Promise.all([
    listTicketSources(db, filter, page),
    countTickets(db, filter),
    countTickets(db, { status: 'open', waitingFor: 'us' }),
    countTickets(db, { status: 'open', waitingFor: 'customer' }),
  ])
  return { tickets: rows.map(ticketRow), total, waitingForUs, waitingForCustomers }
}

function ticketRow({ lock, answers, ...ticket }: TicketListSource): TicketRowView {
  return { ...ticket, account: lock.account.name, lockState: lockState.parse(lock.state), lockedAt: lock.lockedAt, relapses: lock.relapses, answered: 3 - missingQuestions(answers).length }
}

export type HeldMail = { queueId: string; sender: string; recipient: string; recipients: number; size: number; arrivedAt: string }
export type TicketDetail = Pick<TicketSource, 'number' | 'status' | 'waitingFor' | 'waitingSince' | 'createdAt' | 'closedAt' | 'remindAt' | 'takenBy' | 'customer' | 'notes' | 'notices'> & {
  account: string
  incidentNumber: number | null
  lock: {
    id: string
    state: LockState
    stateSince: Date
    lockedAt: Date
    origin: string
    reason: string
    relapses: number
    relapsedAt: Date | null
    needsSecondPerson: boolean
    approval: { by: string | null; at: Date; reason: string } | null
    evidence: LockEvidence
    looksHonest: boolean
    previous: { ticketNumber: number | null; lockedAt: Date; state: string } | null
  }
  states: StateMark[]
  cards: QuestionCard[]
  missing: number[]
  story: StoryEntry[]
  /** The running guarded unlock, and those before it, newest first: what we see now beside what we saw. */
  watch: WatchView | null
  earlierWatches: WatchView[]
  held: HeldMail[]
  quarantine: { messages: number; bytes: number; deleteAt: Date | null }
  nextStep: NextStep
}

const STORY_MAX = 500

/** Everything that staff see of a ticket; null for a number there is not. */
export async function getTicket(db: Db, number: number, { seesAddresses }: { seesAddresses: boolean }): Promise<TicketDetail | null> {
  const source = await findTicketSource(db, number, null)
  if (!source) return null
  const [story, quarantine] = await Promise.all([
    readStory(db, { ticketId: source.id, lockId: source.lock.id }, { limit: STORY_MAX, isForCustomer: false }),
    sumHeldOfAccount(db, source.lock.account.id),
  ])
  return detail(source, story, quarantine, seesAddresses ? (address) => address : maskAddress)
}

function detail(source: TicketSource, story: StoryEntry[], quarantine: TicketDetail['quarantine'], see: (address: string) => string): TicketDetail {
  const { lock, answers, id: _id, drafts: _drafts, ...ticket } = source
  const state = lockState.parse(lock.state)
  const cards = questionCards(answers)
  const watches = lock.guardedUnlocks.map(watchOf)
  const running = watches.find((watch) => watch.endedAt === null) ?? null
  return {
    ...ticket,
    account: lock.account.name,
    incidentNumber: lock.incident?.number ?? null,
    lock: lockOf(source, state),
    states: stateLine(state, story),
    cards,
    missing: missingQuestions(answers),
    story,
    watch: running,
    earlierWatches: watches.filter((watch) => watch !== running),
    held: (running?.held ?? []).map((mail) => heldMail(mail, see)),
    quarantine,
    nextStep: nextStep(situationOf(source)),
  }
}

function lockOf({ lock }: TicketSource, state: LockState): TicketDetail['lock'] {
  const { id, stateSince, lockedAt, origin, reason, relapses, relapsedAt, needsSecondPerson, approvedAt, approvedBy, approvalReason, previousLock } = lock
  const evidence = lockEvidence.parse(lock.evidence)
  return {
    id, state, stateSince, lockedAt, origin, reason, relapses, relapsedAt, needsSecondPerson, evidence,
    looksHonest: looksHonest(evidence),
    approval: approvedAt && { by: approvedBy?.name ?? null, at: approvedAt, reason: approvalReason ?? '' },
    previous: previousLock && { ticketNumber: previousLock.ticket?.number ?? null, lockedAt: previousLock.lockedAt, state: previousLock.state },
  }
}

function heldMail(mail: WatchView['held'][number], see: (address: string) => string): HeldMail {
  return { queueId: mail.id, sender: see(mail.sender), recipient: see(mail.recipients[0] ?? ''), recipients: mail.recipients.length, size: mail.size, arrivedAt: mail.arrivedAt }
}
