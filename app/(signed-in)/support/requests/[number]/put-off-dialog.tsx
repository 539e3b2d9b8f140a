'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { Field, TextArea } from '../../../../../components/ui/field.tsx'
import type { RequestPage } from '../../../../../lib/delisting-requests/request-views.ts'
import { putOff } from '../actions.ts'
import { useRequestAct } from '../use-request-act.ts'
import { localTime, readLocalTime } from './local-time.ts'

/** The answer is expected later; the reminder comes then. */
export function PutOffDialog({ request: { number, usualDueAt }, onClose }: { request: RequestPage; onClose: () => void }) {
  const t = useTranslations('requests.dialog')
  const act = useRequestAct(putOff)
  const [due, setDue] = useState(() => localTime(usualDueAt))
  const [reason, setReason] = useState('')
  const answerDueAt = readLocalTime(due)

  return (
    <ActDialog
      title={t('putOff.title')}
      about={t('putOff.about')}
      doWord={t('putOff.do')}
      canDo={answerDueAt !== null && reason.trim() !== ''}
      isPending={act.isPending}
      message={act.message}
      onClose={onClose}
      onDo={() => answerDueAt && act.run({ number, answerDueAt, reason }, t('putOff.done'), onClose)}
    >
      <Field label={t('due')} type="datetime-local" required value={due} onChange={(event) => setDue(event.target.value)} />
      <TextArea label={t('putOff.reason')} required value={reason} maxLength={5000} onChange={(event) => setReason(event.target.value)} />
    </ActDialog>
  )
}
