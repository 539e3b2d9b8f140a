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
