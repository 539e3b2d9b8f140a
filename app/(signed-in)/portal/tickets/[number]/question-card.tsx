import type { ReactNode } from 'react'
import type { Tone } from '../../../../../components/ui/state-shape.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import type { QuestionForCustomer } from '../../../../../lib/tickets/customer-ticket-views.ts'
import { QuestionMark } from '../../question-mark.tsx'

const TONE: Record<QuestionForCustomer['state'], Tone | null> = { missing: null, answered: 'ok', accepted: 'ok', unsure: 'wait', 'sent-back': 'wait' }

type QuestionCardProps = { question: 1 | 2 | 3; title: string; state: QuestionForCustomer['state']; stateWord: string; children: ReactNode }

/** One question with its number, its state and what belongs under it. */
export function QuestionCard({ question, title, state, stateWord, children }: QuestionCardProps) {
  const tone = TONE[state]

  return (
    <section id={`question-${question}`} aria-labelledby={`question-${question}-title`} className="scroll-mt-16 rounded-card border border-line bg-surface p-4">
      <header className="mb-2 flex items-start gap-3">
        <QuestionMark number={question} />
        <h2 id={`question-${question}-title`} className="min-w-0 flex-1 text-phone font-[600]">
          {title}
        </h2>
        {tone && (
          <StateWord tone={tone} className="shrink-0 text-body leading-6">
            {stateWord}
          </StateWord>
        )}
      </header>
      <div className="flex flex-col gap-2">{children}</div>
    </section>
  )
}
