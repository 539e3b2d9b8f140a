import * as z from 'zod'

export const QUESTIONS = [1, 2, 3] as const
export type QuestionNumber = (typeof QUESTIONS)[number]
export const questionNumber = z.union([z.literal(1), z.literal(2), z.literal(3)])

/** `unsure`: something came in, but a person must say whether it is an answer. `sent-back`: asked again. */
export const answerStates = ['missing', 'unsure', 'answered', 'accepted', 'sent-back'] as const
export type AnswerState = (typeof answerStates)[number]

export const answerSources = ['portal', 'mail', 'phone'] as const
export type AnswerSource = (typeof answerSources)[number]

/** `outbox`: takes the mail program's outbox for the queue. `no_measure`: nothing was done. `not_sure`: says he does not know. */
export const answerHints = ['outbox', 'no_measure', 'terminate', 'not_sure'] as const
export type AnswerHint = (typeof answerHints)[number]

export type StandingAnswer = { question: QuestionNumber; version: number; state: AnswerState; text: string; source: AnswerSource; hints: AnswerHint[]; at: Date }

/** The highest version of each question; a question never answered stands as null. */
export function standingAnswers<A extends { question: number; version: number }>(answers: A[]): Record<QuestionNumber, A | null> {
  const latest: Record<QuestionNumber, A | null> = { 1: null, 2: null, 3: null }
  for (const answer of answers) {
    const question = questionNumber.parse(answer.question)
    if (!latest[question] || latest[question].version < answer.version) latest[question] = answer
  }
  return latest
}

/** Questions that still wait for the customer: never answered, unsure, or sent back. */
export function missingQuestions(answers: { question: number; version: number; state: string }[]): QuestionNumber[] {
  const latest = standingAnswers(answers)
  return QUESTIONS.filter((question) => {
    const state = latest[question]?.state ?? 'missing'
    return state !== 'answered' && state !== 'accepted'
  })
}

export function areAllAnswered(answers: { question: number; version: number; state: string }[]): boolean {
  return missingQuestions(answers).length === 0
}

export const answerText = z.string().trim().min(1).max(5000)

const ticketNumber = z.number().int().positive()
export { ticketNumber }

/** What the portal's form and staff on the phone hand in: some of the questions, never more than one answer to each. */
export const answersInput = z.strictObject({
  number: ticketNumber,
  source: z.enum(['portal', 'phone']),
  answers: z
    .array(z.strictObject({ question: questionNumber, text: z.string().trim().max(5000), confirms: z.boolean().nullable() }))
    .min(1)
    .max(3)
    .refine((list) => new Set(list.map((answer) => answer.question)).size === list.length, 'one answer per question')
    .refine((list) => list.every((answer) => answer.text !== '' || (answer.question === 3 && answer.confirms !== null)), 'an answer has words'),
})
export type AnswersInput = z.infer<typeof answersInput>

/** The versions that the person read: an answer that came in since then is not accepted unread. */
export const acceptInput = z.strictObject({
  number: ticketNumber,
  versions: z.strictObject({ 1: z.number().int().positive(), 2: z.number().int().positive(), 3: z.number().int().positive() }),
  remark: z.string().trim().max(2000),
})
export type AcceptInput = z.infer<typeof acceptInput>

export const askAgainInput = z.strictObject({
  number: ticketNumber,
  questions: z.array(questionNumber).min(1).max(3),
  remark: z.string().trim().max(2000),
  language: z.enum(['de', 'en']).optional(),
})
export type AskAgainInput = z.infer<typeof askAgainInput>

export const countAsAnswerInput = z.strictObject({ number: ticketNumber, question: questionNumber, version: z.number().int().positive(), remark: z.string().trim().max(2000) })
export type CountAsAnswerInput = z.infer<typeof countAsAnswerInput>

export const noteInput = z.strictObject({ number: ticketNumber, text: z.string().trim().min(1).max(5000) })
export type NoteInput = z.infer<typeof noteInput>

export const takeOverInput = z.strictObject({ number: ticketNumber, takes: z.boolean() })
export type TakeOverInput = z.infer<typeof takeOverInput>

export const draftInput = z.strictObject({
  number: ticketNumber,
  drafts: z.array(z.strictObject({ question: questionNumber, text: z.string().max(5000) })).min(1).max(3),
})
export type DraftInput = z.infer<typeof draftInput>

export const sendQuestionsInput = z.strictObject({ number: ticketNumber, language: z.enum(['de', 'en']).optional() })
export type SendQuestionsInput = z.infer<typeof sendQuestionsInput>

/** Rows of one page of the list of tickets. */
export const TICKETS_PER_PAGE = 50
