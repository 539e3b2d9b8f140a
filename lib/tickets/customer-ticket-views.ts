import 'server-only'
import { readStory, type StoryEntry } from '../audit/story-records.ts'
import type { Db } from '../db.ts'
import { readDesk } from '../notices/desk-records.ts'
import type { DeskSetting } from '../notices/desk.ts'
import { isLockClosed, lockEvidence, lockState, type LockState } from '../relay-locks/relay-lock.ts'
import { doesHostHaveDoor, findTicketSource, listTicketSources, sumHeldOfAccount, type TicketSource } from './ticket-view-records.ts'
import { QUESTIONS, missingQuestions, standingAnswers, type AnswerState, type QuestionNumber } from './ticket.ts'

/** A story entry in which nobody of ours is named and nothing internal stands. */
export type CustomerEntry = Pick<StoryEntry, 'id' | 'at' | 'kind' | 'from' | 'to'> & { byCustomer: boolean; reason: string; messages: number | null; questions: number[] }

export type CustomerTicket = {
  number: number
  account: string
  state: LockState
  /** What the account may do now. Fetching is never locked. */
  maySend: boolean
  mayReceive: true
  lockedAt: Date
  isClosed: boolean
  /** What led to the lock, in figures; null when a person locked it. */
  why: { messages: number; minutes: number; unknownShare: number; beganAt: Date | null } | null
  questions: { question: QuestionNumber; state: AnswerState; text: string; at: Date | null; draft: string; draftSavedAt: Date | null }[]
  missing: QuestionNumber[]
  /** The form is open: answers can be given now. */
  isAsking: boolean
  /** Sending is allowed under watch until then. */
  watchUntil: Date | null
  relapses: number
  held: { messages: number; deleteAt: Date | null }
  /** He reaches the abuse address from the locked mailbox itself. */
  hasDoor: boolean
  desk: DeskSetting
  story: CustomerEntry[]
}

const STORY_MAX = 100

/**
 * A ticket as its customer sees it: no remarks, no names of staff, no hosts, no policies. Absent and somebody else's
 * are both null.
 */
export async function getTicketForCustomer(db: Db, number: number, customerId: number): Promise<CustomerTicket | null> {
  const source = await findTicketSource(db, number, customerId)
  if (!source) return null
  const [story, held, hasDoor, desk] = await Promise.all([
    readStory(db, { ticketId: source.id, lockId: source.lock.id }, { limit: STORY_MAX, isForCustomer: true }),
    sumHeldOfAccount(db, source.lock.account.id),
    doesHostHaveDoor(db, source.lock.originHostId),
    readDesk(db),
  ])
  return { ...facts(source), held: { messages: held.messages, deleteAt: held.deleteAt }, hasDoor, desk, story: story.map(customerEntry) }
}

function facts({ number, lock, answers, drafts }: TicketSource): Omit<CustomerTicket, 'held' | 'hasDoor' | 'desk' | 'story'> {
  const state = lockState.parse(lock.state)
  const standing = standingAnswers(answers)
  return {
    number,
    account: lock.account.name,
    state,
    maySend: state === 'open' || state === 'lifted' || state === 'guarded-unlock',
    mayReceive: true,
    lockedAt: lock.lockedAt,
    isClosed: isLockClosed(state),
    why: whyOf(lock.evidence),
    questions: QUESTIONS.map((question) => {
      const answer = standing[question]
      const draft = drafts.find((one) => one.question === question)
      return { question, state: (answer?.state ?? 'missing') as AnswerState, text: answer?.text ?? '', at: answer?.at ?? null, draft: draft?.text ?? '', draftSavedAt: draft?.savedAt ?? null }
    }),
    missing: missingQuestions(answers),
    isAsking: state === 'locked' || state === 'notified' || state === 'answered',
    watchUntil: lock.guardedUnlocks.find((watch) => watch.endedAt === null)?.watchUntil ?? null,
    relapses: lock.relapses,
  }
}

function whyOf(evidence: unknown): CustomerTicket['why'] {
  const { figures, crossing, burstBeganAt } = lockEvidence.parse(evidence)
  if (!figures) return null
  const unknownShare = figures.recipients === 0 ? 0 : figures.unknownRecipients / figures.recipients
  return { messages: figures.messages, minutes: Math.max(1, Math.round((crossing?.windowSeconds ?? 600) / 60)), unknownShare, beganAt: burstBeganAt === null ? null : new Date(burstBeganAt) }
}

/** Reasons are shown where the customer is owed one: why it was lifted or ended, and why somebody read headers of his mail. */
function customerEntry({ id, at, kind, from, to, by, reason, evidence }: StoryEntry): CustomerEntry {
  const isOwedReason = kind === 'headers-read' || (kind === 'relay-lock' && (to === 'lifted' || to === 'ended'))
  return {
    id, at, kind, from, to,
    byCustomer: by.kind === 'customer',
    reason: isOwedReason ? reason : '',
    messages: 'messages' in evidence && typeof evidence.messages === 'number' ? evidence.messages : null,
    questions: 'questions' in evidence && Array.isArray(evidence.questions) ? evidence.questions : 'question' in evidence ? [evidence.question] : [],
  }
}

export type PortalOverview = { accounts: { account: string; state: LockState; ticketNumber: number; since: Date; missing: number }[]; desk: DeskSetting }

/** All tickets of one customer, open ones first; an account that is not named may send and receive. */
export async function getPortalOverview(db: Db, customerId: number): Promise<PortalOverview> {
  const page = { limit: 100, offset: 0 }
  const [open, closed, desk] = await Promise.all([
    listTicketSources(db, { status: 'open', customerId }, page),
    listTicketSources(db, { status: 'closed', customerId }, page),
    readDesk(db),
  ])
  const accounts = [...open, ...closed].map((ticket) => ({
    account: ticket.lock.account.name,
    state: lockState.parse(ticket.lock.state),
    ticketNumber: ticket.number,
    since: ticket.lock.stateSince,
    missing: missingQuestions(ticket.answers).length,
  }))
  return { accounts, desk }
}
