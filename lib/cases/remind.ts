import type { Doing } from '../audit/doing.ts'
import { countRemindersSinceAsked } from '../notices/notice-records.ts'
import { queueNotice } from '../notices/queue-notice.ts'
import { listAnswers, setRemindAt, takeReminder } from '../tickets/ticket-records.ts'
import { missingQuestions } from '../tickets/ticket.ts'

/** After so many the Now page asks a person to call instead. */
export const REMINDERS_MAX = 2

/** Reminds one customer of the questions that still wait for him. False when it was done or is no longer due. */
export async function remind({ db, now, actor }: Doing, ticketId: number): Promise<boolean> {
  return db.$transaction(async (tx) => {
    if (!(await takeReminder(tx, ticketId, now))) return false
    const questions = missingQuestions(await listAnswers(tx, ticketId))
    const reminded = await countRemindersSinceAsked(tx, ticketId)
    if (questions.length === 0 || reminded >= REMINDERS_MAX) return false
    await queueNotice(tx, { ticketId, kind: 'reminder', questions, now, actor })
    if (reminded + 1 >= REMINDERS_MAX) await setRemindAt(tx, ticketId, null)
    return true
  })
}
