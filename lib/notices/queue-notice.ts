import { randomUUID } from 'node:crypto'
import { actorUserId, type Actor } from '../audit/actor.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Tx } from '../db.ts'
import { effectivePolicy } from '../policies/policy-records.ts'
import { setRemindAt, setWaitingFor } from '../tickets/ticket-records.ts'
import type { QuestionNumber } from '../tickets/ticket.ts'
import { composeNotice } from './compose-notice.ts'
import { readDesk } from './desk-records.ts'
import { noticeFacts, type NoticeExtras } from './notice-facts.ts'
import { createNotice, readNoticeSource, type NoticeSource } from './notice-records.ts'
import { doesAsk, type Language, type NoticeKind } from './notice.ts'

export type QueueNotice = NoticeExtras & {
  ticketId: number
  kind: NoticeKind
  questions: QuestionNumber[]
  now: Date
  actor: Actor
  /** The customer's own language unless given. */
  language?: Language
  notBefore?: Date
}

export type QueuedNotice = { isQueued: true; noticeId: string } | { isQueued: false; why: 'no-ticket' | 'no-customer' | 'no-contact' }

/**
 * Puts a notice into the outbox, in the caller's transaction: either what it speaks of happened and it goes out, or
 * neither. The text is made here and kept as it will be sent. A ticket whose customer or contact is not known yet
 * gets none; the answer says so and the Now page asks for him.
 */
export async function queueNotice(tx: Tx, ask: QueueNotice): Promise<QueuedNotice> {
  const source = await readNoticeSource(tx, ask.ticketId)
  if (!source) return { isQueued: false, why: 'no-ticket' }
  if (!source.customer) return { isQueued: false, why: 'no-customer' }
  if (source.customer.emails.length === 0) return { isQueued: false, why: 'no-contact' }

  const { id, recipients } = await writeNotice(tx, ask, source, source.customer)
  await recordChange(tx, {
    kind: 'notice',
    at: ask.now,
    actor: ask.actor,
    from: null,
    to: 'queued',
    ticketId: source.ticketId,
    lockId: source.lockId,
    accountId: source.account.id,
    customerId: source.customer.id,
    incidentId: source.incidentId,
    evidence: { noticeId: id, kind: ask.kind, questions: ask.questions, recipients },
  })
  if (doesAsk(ask.kind)) await waitForCustomer(tx, source.ticketId, source.customer.id, ask.now)
  return { isQueued: true, noticeId: id }
}

async function waitForCustomer(tx: Tx, ticketId: number, customerId: number, now: Date): Promise<void> {
  const { remindAfterHours } = await effectivePolicy(tx, customerId)
  await setWaitingFor(tx, ticketId, 'customer', now)
  await setRemindAt(tx, ticketId, new Date(now.getTime() + remindAfterHours * 3_600_000))
}

async function writeNotice(tx: Tx, ask: QueueNotice, source: NoticeSource, customer: NonNullable<NoticeSource['customer']>): Promise<{ id: string; recipients: number }> {
  const desk = await readDesk(tx)
  const id = randomUUID()
  const language = ask.language ?? customer.language
  const { subject, text } = composeNotice(language, ask.kind, noticeFacts(source, desk, ask))
  await createNotice(tx, {
    id,
    ticketId: source.ticketId,
    kind: ask.kind,
    language,
    questions: ask.questions,
    to: customer.emails,
    subject,
    text,
    messageId: `<${id}@${domainOf(desk.noticeAddress)}>`,
    notBefore: ask.notBefore ?? null,
    createdAt: ask.now,
    userId: actorUserId(ask.actor),
  })
  return { id, recipients: customer.emails.length }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
