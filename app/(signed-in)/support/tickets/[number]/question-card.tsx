import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '../../../../../components/ui/card.tsx'
import type { Tone } from '../../../../../components/ui/state-shape.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import { formatDayClock } from '../../../../../lib/i18n/format.ts'
import { QUESTION_TEXTS } from '../../../../../lib/notices/questions.ts'
import type { AnswerVersion, TicketQuestion } from '../../../../../lib/tickets/ticket-page-records.ts'
import type { AnswerState } from '../../../../../lib/tickets/ticket.ts'
import { CountsButton } from './counts-button.tsx'

const TONE: Record<AnswerState, Tone> = { missing: 'unk', unsure: 'wait', answered: 'wait', accepted: 'ok', 'sent-back': 'bad' }

type QuestionCardProps = { number: number; given: TicketQuestion; canJudge: boolean; children?: ReactNode }

/** One question: the customer's words, where they came from, what to look at twice, what stood before. */
export function QuestionCard({ number, given: { question, standing, earlier }, canJudge, children }: QuestionCardProps) {
  const t = useTranslations('tickets.questions')
  const language = useLocale()
  const state = standing?.state ?? 'missing'

  return (
    <Card aria-labelledby={`question-${question}`} className="px-4 py-3">
      <header className="flex items-start gap-2.5">
        <span className="figures inline-flex size-5 shrink-0 items-center justify-center rounded-tag border border-text text-label font-[600]">{question}</span>
        <h3 id={`question-${question}`} className="min-w-0 flex-1 text-body font-[600]">
          {QUESTION_TEXTS[language][question]}
        </h3>
        <StateWord tone={TONE[state]} size={10} className="shrink-0">
          {t(`state.${state}`)}
        </StateWord>
      </header>
      {standing ? <Words answer={standing} /> : <p className="mt-1 text-text-2">{t('none')}</p>}
      {standing?.hints.map((hint) => (
        <p key={hint} className="mt-1 text-wait">
          {t(`hint.${hint}`)}
        </p>
      ))}
      {canJudge && standing?.state === 'unsure' && <CountsButton number={number} question={question} version={standing.version} />}
      {earlier.length > 0 && (
        <details className="mt-1">
          <summary className="text-label text-accent hover:underline">{t('earlier', { count: earlier.length })}</summary>
          {earlier.map((answer) => (
            <Words key={answer.version} answer={answer} />
          ))}
        </details>
      )}
      {children}
    </Card>
  )
}

function Words({ answer }: { answer: AnswerVersion }) {
  const t = useTranslations('tickets.questions')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()

  return (
    <div className="mt-1.5">
      <p className="wrap-anywhere whitespace-pre-wrap">„{answer.text}“</p>
      <p className="mt-0.5 text-label text-text-2">
        {t('source', { source: answer.source, at: formatDayClock(answer.at, now, language, zone) })}
        {answer.judgement && ` · ${t('remark', { text: answer.judgement })}`}
      </p>
    </div>
  )
}
