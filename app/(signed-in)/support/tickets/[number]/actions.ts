'use server'

import * as z from 'zod'
import { revalidatePath } from 'next/cache'
import { supportAction } from '../../../../../lib/access/action.ts'
import { webDesk } from '../../../../../lib/access/web-desk.ts'
import { acceptAnswers } from '../../../../../lib/cases/accept-answers.ts'
import { answerQuestions } from '../../../../../lib/cases/answer-questions.ts'
import { approveUnlock } from '../../../../../lib/cases/approve-unlock.ts'
import { askAgain } from '../../../../../lib/cases/ask-again.ts'
import { countAsAnswer } from '../../../../../lib/cases/count-as-answer.ts'
import { endLock } from '../../../../../lib/cases/end-lock.ts'
import { liftLock } from '../../../../../lib/cases/lift-lock.ts'
import { lockAgainNow } from '../../../../../lib/cases/lock-again-now.ts'
import { readHeadersNow } from '../../../../../lib/cases/read-headers-now.ts'
import { heldHeadersInput } from '../../../../../lib/cases/read-headers.ts'
import { sendQuestions } from '../../../../../lib/cases/send-questions.ts'
import { startGuardedUnlock } from '../../../../../lib/cases/start-guarded-unlock.ts'
import { lockAgainInput, startGuardedUnlockInput } from '../../../../../lib/guarded-unlocks/guarded-unlock.ts'
import { language, noticeInput } from '../../../../../lib/notices/notice.ts'
import { previewNotice } from '../../../../../lib/notices/preview-notice.ts'
import { approveUnlockInput, endLockInput, liftLockInput } from '../../../../../lib/relay-locks/relay-lock.ts'
import { addNote } from '../../../../../lib/tickets/add-note.ts'
import { takeOverTicket } from '../../../../../lib/tickets/take-over-ticket.ts'
import { acceptInput, answersInput, askAgainInput, countAsAnswerInput, noteInput, sendQuestionsInput, takeOverInput } from '../../../../../lib/tickets/ticket.ts'

/** Everything that shows this lock or ticket: lists, counts, Now. */
function refresh() {
  revalidatePath('/support', 'layout')
}

export const takeOver = supportAction('see-desk', takeOverInput, async ({ input, doing }) => {
  await takeOverTicket(doing, input)
  refresh()
})

export const keepNote = supportAction('see-desk', noteInput, async ({ input, doing }) => {
  await addNote(doing, input)
  refresh()
})

/** The exact text as it would be sent now; changes nothing. */
export const readNotice = supportAction('ask', noticeInput.extend({ language: language.optional() }), async ({ input, doing }) => {
  const { language: spoken, ...notice } = input
  return previewNotice(doing.db, notice, spoken)
})

export const sendThreeQuestions = supportAction('ask', sendQuestionsInput, async ({ input, doing }) => {
  await sendQuestions(doing, input)
  refresh()
})

export const askOnceMore = supportAction('ask', askAgainInput, async ({ input, doing }) => {
  await askAgain(doing, input)
  refresh()
})

/** Staff write down what the customer says on the phone. */
export const keepPhoneAnswers = supportAction('judge-answers', answersInput.extend({ source: z.literal('phone') }), async ({ input, doing }) => {
  await answerQuestions(doing, input)
  refresh()
})

export const countsAsAnswer = supportAction('judge-answers', countAsAnswerInput, async ({ input, doing }) => {
  await countAsAnswer(doing, input)
  refresh()
})

export const acceptAll = supportAction('judge-answers', acceptInput, async ({ input, doing }) => {
  await acceptAnswers(doing, input)
  refresh()
})

/** Subjects of what the running watch holds, for these eyes only; the customer can see that it was done, and why. */
export const readHeldSubjects = supportAction('unmask-subjects', heldHeadersInput, async ({ input, doing }) =>
  readHeadersNow(doing, webDesk().env.RELAYWARD_SECRET, { ...input, withSubjects: true }),
)

/** The second person's word for a repeat offender. */
export const approve = supportAction('approve-repeat', approveUnlockInput, async ({ input, doing }) => {
  await approveUnlock(doing, input)
  refresh()
})

export const unlockGuarded = supportAction('unlock', startGuardedUnlockInput, async ({ input, doing }) => {
  await startGuardedUnlock(doing, input)
  refresh()
})

export const lockAgain = supportAction('unlock', lockAgainInput, async ({ input, doing }) => {
  await lockAgainNow(doing, input)
  refresh()
})

export const lift = supportAction('lift', liftLockInput, async ({ input, doing }) => {
  await liftLock(doing, input)
  refresh()
})

export const giveNotice = supportAction('lift', endLockInput, async ({ input, doing }) => {
  await endLock(doing, input)
  refresh()
})
