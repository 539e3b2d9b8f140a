import clsx from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import { LinkButton } from '../../../components/ui/link-button.tsx'
import type { SendingState } from '../../../lib/accounts/sending-state.ts'
import type { DeskForVisitor } from '../../../lib/notices/desk-views.ts'
import type { QuestionNumber } from '../../../lib/tickets/ticket.ts'
import { PhoneLine } from './phone-line.tsx'
import { joinQuestions } from '../../../lib/tickets/join-questions.ts'

type AnswerBarProps = { ticketNumber: number; missing: QuestionNumber[]; sending: SendingState; desk: DeskForVisitor; isInline?: boolean }

/** The one thing to do, always in sight at the bottom, and whom to call. */
export function AnswerBar({ ticketNumber, missing, sending, desk, isInline }: AnswerBarProps) {
  const t = useTranslations('portal.status')
  const language = useLocale()
  const isAsking = sending === 'locked' && missing.length > 0

  return (
    <div className={clsx('flex flex-col gap-2.5', !isInline && 'sticky bottom-0 -mx-5 mt-6 -mb-12 border-t border-line-strong bg-surface px-5 py-3')}>
      <LinkButton href={`/portal/tickets/${ticketNumber}`} kind={isAsking ? 'primary' : 'secondary'} size="phone" className="w-full">
        {isAsking ? t('answer', { count: missing.length, list: joinQuestions(missing, language) }) : t('look')}
      </LinkButton>
      {!isInline && <PhoneLine desk={desk} />}
    </div>
  )
}
