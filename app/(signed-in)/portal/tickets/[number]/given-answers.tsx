import { useTranslations } from 'next-intl'
import type { QuestionForCustomer } from '../../../../../lib/tickets/customer-ticket-views.ts'
import type { QuestionNumber } from '../../../../../lib/tickets/ticket.ts'
import { QuestionCard } from './question-card.tsx'

/** The questions with what was answered, when nothing can be answered any more. */
export function GivenAnswers({ questions, texts }: { questions: QuestionForCustomer[]; texts: Record<QuestionNumber, string> }) {
  const t = useTranslations('portal.ticket')

  return (
    <div className="flex flex-col gap-3">
      {questions.map(({ question, state, text }) => (
        <QuestionCard key={question} question={question} title={texts[question]} state={state} stateWord={t(`state.${state}`)}>
          {text !== '' && <p className="whitespace-pre-wrap wrap-anywhere text-text-2">{text}</p>}
        </QuestionCard>
      ))}
    </div>
  )
}
