import { QUESTIONS, standingAnswers, type AnswerHint, type AnswerSource, type AnswerState, type QuestionNumber } from './ticket.ts'

type Version = { version: number; state: string; text: string; source: string; hints: string[]; at: Date; judgedAt: Date | null; judgement: string | null; answeredBy: { name: string } | null; judgedBy: { name: string } | null }
export type AnswerVersion = { version: number; state: AnswerState; text: string; source: AnswerSource; hints: AnswerHint[]; at: Date; writtenDownBy: string | null; judgedAt: Date | null; judgedBy: string | null; judgement: string | null }
/** One question with what stands, and the versions before it, newest first. */
export type QuestionCard = { question: QuestionNumber; state: AnswerState; standing: AnswerVersion | null; earlier: AnswerVersion[] }

export function questionCards(answers: (Version & { question: number })[]): QuestionCard[] {
  const standing = standingAnswers(answers)
  return QUESTIONS.map((question) => {
    const latest = standing[question]
    const earlier = answers.filter((answer) => answer.question === question && answer !== latest).sort((a, b) => b.version - a.version)
    return { question, state: (latest?.state ?? 'missing') as AnswerState, standing: latest && versionOf(latest), earlier: earlier.map(versionOf) }
  })
}

/** Who wrote down an answer given by phone; the customer's own need no name. */
function versionOf({ state, source, hints, answeredBy, judgedBy, ...answer }: Version): AnswerVersion {
  const { version, text, at, judgedAt, judgement } = answer
  return {
    version, text, at, judgedAt, judgement,
    state: state as AnswerState,
    source: source as AnswerSource,
    hints: hints as AnswerHint[],
    writtenDownBy: source === 'phone' ? (answeredBy?.name ?? null) : null,
    judgedBy: judgedBy?.name ?? null,
  }
}
