import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { StateWord } from '../../../components/ui/state-word.tsx'
import { QUESTIONS, type QuestionNumber } from '../../../lib/tickets/ticket.ts'
import { PortalHeading } from './portal-heading.tsx'
import { QuestionMark } from './question-mark.tsx'

/** What to do now: the three questions as three steps, each leading to its answer. */
export function ThreeSteps({ ticketNumber, missing, level }: { ticketNumber: number; missing: QuestionNumber[]; level: 2 | 3 }) {
  const t = useTranslations('portal.status')

  return (
    <section>
      <PortalHeading level={level}>{t('steps')}</PortalHeading>
      <ol className="mt-2 rounded-card border border-line bg-surface">
        {QUESTIONS.map((question) => (
          <li key={question} className="border-b border-line last:border-b-0">
            <Link href={`/portal/tickets/${ticketNumber}#question-${question}`} className="focus-inset flex items-center gap-3 px-4 py-2 hover:bg-sunken">
              <QuestionMark number={question} />
              <span className="min-w-0 flex-1">
                <span className="block font-strong">{t(`step.${question}.title`)}</span>
                <span className="block text-body text-text-2">{missing.includes(question) ? t(`step.${question}.about`) : <StateWord tone="ok">{t('answered')}</StateWord>}</span>
              </span>
              <ChevronRight size={18} strokeWidth={1.75} aria-hidden className="text-text-3" />
            </Link>
          </li>
        ))}
      </ol>
    </section>
  )
}
