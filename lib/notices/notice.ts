import * as z from 'zod'
import { questionNumber } from '../tickets/ticket.ts'

/** What a customer is written about. `quarantine-expiry`: held mail is about to be deleted, unsent. */
export const noticeKinds = ['three-questions', 'ask-again', 'reminder', 'relapse', 'opened', 'lifted', 'ended', 'quarantine-expiry'] as const
export type NoticeKind = (typeof noticeKinds)[number]
export const noticeKind = z.enum(noticeKinds)

export const noticeStates = ['queued', 'sent', 'failed', 'cancelled'] as const
export type NoticeState = (typeof noticeStates)[number]

export const languages = ['de', 'en'] as const
export type Language = (typeof languages)[number]
export const language = z.enum(languages)

/** Kinds that ask something: when one has left, the lock counts as notified and the ticket waits for the customer. */
const ASKING: NoticeKind[] = ['three-questions', 'ask-again', 'reminder', 'relapse']
export function doesAsk(kind: NoticeKind): boolean {
  return ASKING.includes(kind)
}

/**
 * Stands in the stored text where the mail has the customer's portal link. The token of the link is derived from the
 * notice's id when the mail is sent (lib/notices/portal-token.ts), so that no live secret lies in the database.
 */
export const PORTAL_LINK_MARK = '{{portal-link}}'

/** At most so many log lines go into a notice. */
export const EXCERPTS_MAX = 4

export const noticeInput = z.strictObject({
  ticketId: z.number().int().positive(),
  kind: noticeKind,
  questions: z.array(questionNumber).max(3),
  /** Words of the person who sends it, put into ask-again, lifted and ended. */
  remark: z.string().trim().max(2000).optional(),
})
export type NoticeInput = z.infer<typeof noticeInput>

/** What every notice is made of: facts only, no wording. */
export type NoticeFacts = {
  account: string
  customerName: string
  ticketNumber: number
  lockedAt: Date
  /** The burst that led to the lock; null when a person locked the account. */
  burst: { messages: number; windowSeconds: number; unknownRecipients: number; recipients: number } | null
  excerpts: string[]
  questions: (1 | 2 | 3)[]
  remark: string
  /** What came in during the guarded unlock that failed. */
  relapse: { mails: number; seconds: number; left: number } | null
  /** Mail that will be deleted. */
  expiry: { messages: number; deleteAt: Date } | null
  /** The locked account still reaches the abuse address by itself (no door on qmail hosts). */
  hasDoor: boolean
  desk: { providerName: string; phone: string; phoneHours: { de: string; en: string }; abuseAddress: string; timeZone: string }
}

export type NoticeText = { subject: string; text: string }
