'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Select, TextArea } from '../../../../../components/ui/field.tsx'
import { QUESTION_TEXTS } from '../../../../../lib/notices/questions.ts'
import { answersOfForm } from '../../../../../lib/tickets/answer-form.ts'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { keepPhoneAnswers } from './actions.ts'
import { useTicketAct } from './use-ticket-act.ts'

type Said = { text1: string; text2: string; text3: string; confirms3: '' | 'yes' | 'no' }

/** What the customer says on the phone, written down by staff; they count like those from the portal. */
export function PhoneDialog({ number, onClose }: { number: number; onClose: () => void }) {
  const t = useTranslations('tickets')
  const language = useLocale()
  const act = useTicketAct(keepPhoneAnswers)
  const [said, setSaid] = useState<Said>({ text1: '', text2: '', text3: '', confirms3: '' })
  const { confirms3, ...texts } = said
  const answers = answersOfForm({ number, ...texts, ...(confirms3 ? { confirms3 } : {}) }, { yes: `${t('dialog.phone.yes')}.`, no: `${t('dialog.phone.no')}.` })

  return (
    <ActDialog
      title={t('dialog.phone.title')}
      about={t('dialog.phone.about')}
      doWord={t('dialog.phone.do')}
      canDo={answers.length > 0}
      isPending={act.isPending}
      message={act.message}
      onClose={onClose}
      onDo={() => act.run({ number, source: 'phone', answers }, t('done.phone'), onClose)}
    >
      {([1, 2, 3] as const).map((question) => (
        <TextArea
          key={question}
          label={`${question}. ${QUESTION_TEXTS[language][question]}`}
          value={said[`text${question}`]}
          rows={2}
          maxLength={4900}
          onChange={(event) => setSaid({ ...said, [`text${question}`]: event.target.value })}
        />
      ))}
      <Select label={t('dialog.phone.confirms')} value={confirms3} onChange={(event) => setSaid({ ...said, confirms3: event.target.value === 'yes' ? 'yes' : event.target.value === 'no' ? 'no' : '' })}>
        <option value="">{t('dialog.phone.open')}</option>
        <option value="yes">{t('dialog.phone.yes')}</option>
        <option value="no">{t('dialog.phone.no')}</option>
      </Select>
    </ActDialog>
  )
}
