import * as z from 'zod'
import type { Db } from '../db.ts'
import { AppError } from '../errors.ts'
import { questionNumber, ticketNumber } from '../tickets/ticket.ts'
import { composeNotice } from './compose-notice.ts'
import { readDesk } from './desk-records.ts'
import { noticeFacts } from './notice-facts.ts'
import { readNoticeSource } from './notice-records.ts'
import { language, type NoticeText } from './notice.ts'

/** The notices that a person sends from a ticket. */
export const previewNoticeInput = z.strictObject({
  number: ticketNumber,
  kind: z.enum(['three-questions', 'ask-again', 'lifted', 'ended']),
  questions: z.array(questionNumber).max(3),
  remark: z.string().trim().max(2000),
  language: language.optional(),
})
export type PreviewNoticeInput = z.infer<typeof previewNoticeInput>

export type NoticePreview = NoticeText & { to: string[]; language: 'de' | 'en' }

/**
 * The exact text that would be sent now, and to whom; nothing is written. The portal link is a mark until it is sent.
 *
 * @throws AppError `not-found` without the ticket, `conflict` when its customer is not known
 */
export async function previewNotice(db: Db, input: PreviewNoticeInput): Promise<NoticePreview> {
  const ticket = await db.ticket.findUnique({ where: { number: input.number }, select: { id: true } })
  const source = ticket && (await readNoticeSource(db, ticket.id))
  if (!source) throw new AppError('not-found', `no ticket ${input.number}`)
  if (!source.customer) throw new AppError('conflict', `ticket ${input.number}: customer unknown`, { userMessageKey: 'errors.notice.no-customer' })

  const spoken = input.language ?? source.customer.language
  const desk = await readDesk(db)
  return { ...composeNotice(spoken, input.kind, noticeFacts(source, desk, input)), to: source.customer.emails, language: spoken }
}
