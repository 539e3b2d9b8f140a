'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Select } from '../../../../../components/ui/field.tsx'
import type { TicketForSupport } from '../../../../../lib/tickets/ticket-page-views.ts'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { sendThreeQuestions } from './actions.ts'
import { NoticePreview } from './notice-preview.tsx'
import { useTicketAct } from './use-ticket-act.ts'

/** Before the first notice: its exact text, to whom, in which language. */
export function SendDialog({ ticket, onClose }: { ticket: TicketForSupport; onClose: () => void }) {
  const t = useTranslations('tickets')
  const act = useTicketAct(sendThreeQuestions)
  const [language, setLanguage] = useState(ticket.customer?.language ?? 'de')
  const { number } = ticket

  return (
    <ActDialog
      title={t('dialog.send.title')}
      about={t('dialog.send.about')}
      doWord={t('dialog.send.do')}
      isPending={act.isPending}
      message={act.message}
      onClose={onClose}
      onDo={() => act.run({ number, language }, t('done.sent'), onClose)}
    >
      <LanguageChoice language={language} onChange={setLanguage} />
      <NoticePreview ticketId={ticket.id} kind="three-questions" questions={[1, 2, 3]} remark="" language={language} />
    </ActDialog>
  )
}

export function LanguageChoice({ language, onChange }: { language: 'de' | 'en'; onChange: (language: 'de' | 'en') => void }) {
  const t = useTranslations('tickets.dialog')

  return (
    <Select label={t('language')} value={language} onChange={(event) => onChange(event.target.value === 'en' ? 'en' : 'de')}>
      <option value="de">{t('de')}</option>
      <option value="en">{t('en')}</option>
    </Select>
  )
}
