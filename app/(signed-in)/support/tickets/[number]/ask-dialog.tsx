'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Checkbox } from '../../../../../components/ui/checkbox.tsx'
import { TextArea } from '../../../../../components/ui/field.tsx'
import { joinQuestions } from '../../../../../lib/tickets/join-questions.ts'
import type { TicketForSupport } from '../../../../../lib/tickets/ticket-page-views.ts'
import { QUESTIONS, type QuestionNumber } from '../../../../../lib/tickets/ticket.ts'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { askOnceMore } from './actions.ts'
import { NoticePreview } from './notice-preview.tsx'
import { LanguageChoice } from './send-dialog.tsx'
import { useTicketAct } from './use-ticket-act.ts'

type AskDialogProps = { ticket: TicketForSupport; preset: QuestionNumber[]; onClose: () => void }

/** Asks again for just the chosen questions, with the exact text before it goes. */
export function AskDialog({ ticket, preset, onClose }: AskDialogProps) {
  const t = useTranslations('tickets')
  const act = useTicketAct(askOnceMore)
  const spoken = useLocale()
  const [questions, setQuestions] = useState(preset)
  const [remark, setRemark] = useState('')
  const [language, setLanguage] = useState(ticket.customer?.language ?? 'de')
  const { number } = ticket
  const toggle = (question: QuestionNumber) => setQuestions(QUESTIONS.filter((one) => (one === question) !== questions.includes(one)))

  return (
    <ActDialog
      title={t('dialog.ask.title')}
      about={t('dialog.ask.about')}
      doWord={t('dialog.ask.do', { count: questions.length, list: joinQuestions(questions, spoken) })}
      canDo={questions.length > 0}
      isPending={act.isPending}
      message={act.message}
      onClose={onClose}
      onDo={() => act.run({ number, questions, remark, language }, t('done.sent'), onClose)}
    >
      <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
        <legend className="mb-1 font-strong">{t('dialog.ask.which')}</legend>
        {QUESTIONS.map((question) => (
          <Checkbox key={question} label={t('dialog.ask.question', { number: question })} checked={questions.includes(question)} onChange={() => toggle(question)} />
        ))}
      </fieldset>
      <TextArea label={t('dialog.remarkNotice')} value={remark} maxLength={2000} onChange={(event) => setRemark(event.target.value)} />
      <LanguageChoice language={language} onChange={setLanguage} />
      {questions.length > 0 && <NoticePreview ticketId={ticket.id} kind="ask-again" questions={questions} remark={remark} language={language} />}
    </ActDialog>
  )
}
