import { useTranslations } from 'next-intl'
import { areAllAnswered, missingQuestions, QUESTIONS } from '../../../../../lib/tickets/ticket.ts'
import type { TicketForSupport } from '../../../../../lib/tickets/ticket-page-views.ts'
import { QuestionCard } from './question-card.tsx'
import { SeenNow } from './seen-now.tsx'

/** The three questions as three cards, and under the third what we see ourselves. */
export function QuestionCards({ ticket }: { ticket: TicketForSupport }) {
  const t = useTranslations('tickets.questions')
  const standing = ticket.questions.flatMap((question) => question.standing ?? [])
  const isAccepted = areAllAnswered(standing) && standing.every((answer) => answer.state === 'accepted')

  return (
    <section aria-labelledby="questions" className="flex flex-col gap-2">
      <header className="flex flex-wrap items-baseline gap-x-2">
        <h2 id="questions" className="text-section">
          {t('title')}
        </h2>
        <span className="text-label text-text-2">{isAccepted ? t('ofAccepted', { count: 3 }) : t('of', { count: QUESTIONS.length - missingQuestions(standing).length })}</span>
        {ticket.answersVersion > 0 && <span className="ml-auto text-label text-text-2">{t('version', { version: ticket.answersVersion })}</span>}
      </header>
      {ticket.questions.map((question) => (
        <QuestionCard key={question.question} number={ticket.number} given={question} canJudge={!ticket.isClosed}>
          {question.question === 3 && <SeenNow ticket={ticket} />}
        </QuestionCard>
      ))}
    </section>
  )
}
