import * as z from 'zod'
import type { AnswersInput, DraftInput, QuestionNumber } from './ticket.ts'

const words = z.string().trim().max(5000).optional()

/** The portal's form, as a browser sends it with or without JavaScript: only the questions that are open have fields. */
export const answerForm = z.strictObject({
  number: z.coerce.number().int().positive(),
  text1: words,
  text2: words,
  text3: words,
  confirms3: z.enum(['yes', 'no']).optional(),
})
export type AnswerForm = z.infer<typeof answerForm>

/** What was really answered; a field left empty is no answer. `said` puts the chosen yes or no before the words. */
export function answersOfForm(form: AnswerForm, said: { yes: string; no: string }): AnswersInput['answers'] {
  const answers: AnswersInput['answers'] = []
  if (form.text1) answers.push({ question: 1, text: form.text1, confirms: null })
  if (form.text2) answers.push({ question: 2, text: form.text2, confirms: null })
  if (form.confirms3) answers.push({ question: 3, text: form.text3 ? `${said[form.confirms3]} ${form.text3}` : '', confirms: form.confirms3 === 'yes' })
  return answers
}

/** The same as drafts; an emptied field empties its draft. */
export function draftsOfForm(form: AnswerForm): DraftInput['drafts'] {
  const drafts: DraftInput['drafts'] = []
  if (form.text1 !== undefined) drafts.push({ question: 1, text: form.text1 })
  if (form.text2 !== undefined) drafts.push({ question: 2, text: form.text2 })
  if (form.text3 !== undefined || form.confirms3 !== undefined) drafts.push({ question: 3, text: `${form.confirms3 ?? ''}:${form.text3 ?? ''}` })
  return drafts
}

/** What a draft of question 3 holds: the chosen yes or no, and the words. */
export function readDraft3(draft: string): { confirms: 'yes' | 'no' | null; text: string } {
  const [, chosen = '', text = draft] = /^(yes|no|):(.*)$/s.exec(draft) ?? []
  return { confirms: chosen === 'yes' || chosen === 'no' ? chosen : null, text }
}

/** Which of the open questions the form leaves unanswered; "no, or I do not know" is an answer that leaves question 3 open. */
export function unansweredIn(form: Pick<AnswerForm, 'text1' | 'text2' | 'confirms3'>, open: readonly QuestionNumber[]): QuestionNumber[] {
  const given: Record<QuestionNumber, boolean> = { 1: Boolean(form.text1?.trim()), 2: Boolean(form.text2?.trim()), 3: form.confirms3 !== undefined }
  return open.filter((question) => !given[question])
}
