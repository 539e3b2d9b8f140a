'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { Field, TextArea } from '../../../../../components/ui/field.tsx'
import { NoticeBox } from '../../../../../components/ui/notice-box.tsx'
import type { RequestPage } from '../../../../../lib/delisting-requests/request-views.ts'
import { markAsSent } from '../actions.ts'
import { CauseLines } from '../cause-lines.tsx'
import { useRequestAct } from '../use-request-act.ts'
import { localTime, readLocalTime } from './local-time.ts'

/** It went out: their ticket number if there is one, and when an answer is due. While the cause stands it says so and asks why all the same. */
export function SendDialog({ request, onClose }: { request: RequestPage; onClose: () => void }) {
  const { number, name, causes, dossier, usualDueAt } = request
  const t = useTranslations('requests.dialog')
  const act = useRequestAct(markAsSent)
  const [ticketNumber, setTicketNumber] = useState(request.ticketNumber)
  const [due, setDue] = useState(() => localTime(usualDueAt))
  const [despite, setDespite] = useState('')
  const standing = causes.filter((cause) => cause.stands)
  const answerDueAt = readLocalTime(due)

  return (
    <ActDialog
      title={t('send.title', { name })}
      about={t('send.about')}
      doWord={t('send.do')}
      canDo={answerDueAt !== null && (standing.length === 0 || despite.trim() !== '')}
      isPending={act.isPending}
      message={act.message}
      onClose={onClose}
      onDo={() => answerDueAt && act.run({ number, ticketNumber, answerDueAt, despite }, t('send.done'), onClose)}
    >
      {dossier && dossier.missing > 0 && <NoticeBox tone="wait" title={t('send.missing', { count: dossier.missing })} />}
      {standing.length > 0 && (
        <>
          <NoticeBox tone="bad" title={t('send.stands')} />
          <CauseLines causes={standing} />
          <TextArea label={t('send.despite')} required value={despite} maxLength={2000} onChange={(event) => setDespite(event.target.value)} />
        </>
      )}
      <Field label={t('ticket')} hint={t('ticketHint')} value={ticketNumber} maxLength={100} autoComplete="off" onChange={(event) => setTicketNumber(event.target.value)} />
      <Field label={t('due')} hint={t('dueHint')} type="datetime-local" required value={due} onChange={(event) => setDue(event.target.value)} />
    </ActDialog>
  )
}
