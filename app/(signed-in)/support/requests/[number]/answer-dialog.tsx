'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { Field, TextArea } from '../../../../../components/ui/field.tsx'
import type { RequestPage } from '../../../../../lib/delisting-requests/request-views.ts'
import { keepAnswer, settle } from '../actions.ts'
import { useRequestAct } from '../use-request-act.ts'

const OUTCOMES = ['answered', 'granted', 'refused'] as const
type Outcome = (typeof OUTCOMES)[number]

/** What they say, in their words, and what it comes to: nothing yet, let in again, or not. */
export function AnswerDialog({ request, preset, onClose }: { request: RequestPage; preset: Outcome; onClose: () => void }) {
  const { number, name, addressee } = request
  const t = useTranslations('requests.dialog')
  const noted = useRequestAct(keepAnswer)
  const settled = useRequestAct(settle)
  const [outcome, setOutcome] = useState<Outcome>(preset)
  const [text, setText] = useState(preset === 'granted' && request.seemsOver ? t(`answer.measured.${addressee}`) : '')
  const [ticketNumber, setTicketNumber] = useState(request.ticketNumber)

  function run() {
    if (outcome === 'answered') noted.run({ number, text, ticketNumber }, t('answer.done.answered'), onClose)
    else settled.run({ number, outcome, text }, t(`answer.done.${outcome}`), onClose)
  }

  return (
    <ActDialog
      title={t('answer.title', { name })}
      about={t('answer.about')}
      doWord={t(`answer.do.${outcome}`)}
      canDo={text.trim() !== ''}
      isPending={noted.isPending || settled.isPending}
      message={outcome === 'answered' ? noted.message : settled.message}
      onClose={onClose}
      onDo={run}
    >
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-strong">{t('answer.outcome')}</legend>
        {OUTCOMES.map((one) => (
          <label key={one} className="flex min-h-6 items-center gap-2">
            <input type="radio" name="outcome" checked={outcome === one} onChange={() => setOutcome(one)} className="accent-(--accent)" />
            {t(`answer.outcomes.${one}`)}
          </label>
        ))}
      </fieldset>
      <TextArea label={t('answer.text')} hint={t('answer.textHint')} rows={5} required value={text} maxLength={5000} onChange={(event) => setText(event.target.value)} />
      {outcome === 'answered' && <Field label={t('ticket')} hint={t('ticketHint')} value={ticketNumber} maxLength={100} autoComplete="off" onChange={(event) => setTicketNumber(event.target.value)} />}
    </ActDialog>
  )
}
