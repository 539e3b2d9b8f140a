import type { Db } from '../db.ts'
import { AppError } from '../errors.ts'
import { composeNotice } from './compose-notice.ts'
import { readDesk } from './desk-records.ts'
import { noticeFacts } from './notice-facts.ts'
import { readNoticeSource } from './notice-records.ts'
import { noticeInput, type Language, type NoticeInput, type NoticeText } from './notice.ts'

/** The notice as it would go out, and to whom; nothing is queued. */
export async function previewNotice(db: Db, input: NoticeInput, language?: Language): Promise<NoticeText & { to: string[]; language: Language }> {
  const { ticketId, kind, questions, remark } = noticeInput.parse(input)
  const source = await readNoticeSource(db, ticketId)
  if (!source) throw new AppError('not-found', `no ticket with id ${ticketId}`)
  const inLanguage = language ?? source.customer?.language ?? 'de'
  const text = composeNotice(inLanguage, kind, noticeFacts(source, await readDesk(db), { questions, remark }))
  return { ...text, to: source.customer?.emails ?? [], language: inLanguage }
}
