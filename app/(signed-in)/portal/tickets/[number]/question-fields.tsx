import { useTranslations } from 'next-intl'
import { TextArea } from '../../../../../components/ui/field.tsx'
import type { QuestionForCustomer } from '../../../../../lib/tickets/customer-ticket-views.ts'
import type { QuestionNumber } from '../../../../../lib/tickets/ticket.ts'
import { Help } from './help.tsx'
import { QueueFields } from './queue-fields.tsx'
import { QueueHelp } from './queue-help.tsx'
import { QuestionCard } from './question-card.tsx'

type QuestionFieldsProps = { question: QuestionNumber; title: string; given: QuestionForCustomer | undefined }

/** One question: its field when it is open, what was answered (and a way to change it) when it is not. */
export function QuestionFields({ question, title, given }: QuestionFieldsProps) {
  const t = useTranslations('portal.ticket')
  const state = given?.state ?? 'missing'
  const isOpen = state === 'missing' || state === 'unsure' || state === 'sent-back'
  const fields = question === 3 ? <QueueFields draft={given?.draft ?? ''} /> : <WordsField question={question} title={title} draft={given?.draft ?? ''} />

  return (
    <QuestionCard question={question} title={title} state={state} stateWord={t(`state.${state}`)}>
      {given && given.text !== '' && (
        <p className="whitespace-pre-wrap wrap-anywhere text-text-2">
          {isOpen && <span className="text-body">{t('before')} </span>}
          {given.text}
        </p>
      )}
      {isOpen && state !== 'missing' && <p className="text-body text-wait">{t('notEnough')}</p>}
      {isOpen ? (
        fields
      ) : (
        <details>
          <summary className="inline-block text-body font-strong text-accent hover:underline">{t('change')}</summary>
          <div className="mt-2 flex flex-col gap-2">{fields}</div>
        </details>
      )}
      {isOpen && <HelpFor question={question} />}
    </QuestionCard>
  )
}

function WordsField({ question, title, draft }: { question: 1 | 2; title: string; draft: string }) {
  const t = useTranslations('portal.ticket')

  return <TextArea label={title} isLabelHidden name={`text${question}`} defaultValue={draft} maxLength={5000} rows={3} fieldSize="phone" hint={t(`hint${question}`)} />
}

function HelpFor({ question }: { question: QuestionNumber }) {
  const t = useTranslations('portal.ticket')
  switch (question) {
    case 1:
      return <Help title={t('cause.title')}>{t('cause.about')}</Help>
    case 2:
      return <Help title={t('measure.title')}>{t('measure.about')}</Help>
    case 3:
      return <QueueHelp />
  }
}
