'use server'

import { getTranslations } from 'next-intl/server'
import { revalidatePath } from 'next/cache'
import { customerAction } from '../../../../../lib/access/action.ts'
import { answerQuestions } from '../../../../../lib/cases/answer-questions.ts'
import { answerForm, answersOfForm, draftsOfForm } from '../../../../../lib/tickets/answer-form.ts'
import { saveDraft } from '../../../../../lib/tickets/save-draft.ts'

/** Takes in what the customer answered; what he left open stays open. Nothing is unlocked by it. */
export const sendAnswers = customerAction('answer-own', answerForm, async ({ input, doing }) => {
  const t = await getTranslations('portal.ticket.said')
  const answered = await answerQuestions(doing, { number: input.number, source: 'portal', answers: answersOfForm(input, { yes: t('yes'), no: t('no') }) })
  revalidatePath('/portal', 'layout')
  return answered
})

/** Keeps what is written so far. */
export const saveDrafts = customerAction('answer-own', answerForm, async ({ input, doing }) => {
  const { savedAt } = await saveDraft(doing, { number: input.number, drafts: draftsOfForm(input) })
  return { savedAt: savedAt.toISOString() }
})
