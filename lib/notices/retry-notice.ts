import * as z from 'zod'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { requeueNotice } from './notice-records.ts'

export const retryNoticeInput = z.strictObject({ noticeId: z.uuid() })

/** Sends a notice that failed once more, under the same Message-ID, from the first attempt on. */
export async function retryNotice({ db, now, actor }: Doing, input: z.infer<typeof retryNoticeInput>): Promise<void> {
  const { noticeId } = retryNoticeInput.parse(input)
  await db.$transaction(async (tx) => {
    if (!(await requeueNotice(tx, noticeId, now))) throw new AppError('conflict', `notice ${noticeId} has not failed`, { userMessageKey: 'errors.notice.not-failed' })
    await recordAudit(tx, { at: now, actor, action: 'notice: send again', subject: `notice ${noticeId}` })
  })
}
