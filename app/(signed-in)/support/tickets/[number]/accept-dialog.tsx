'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { TextArea } from '../../../../../components/ui/field.tsx'
import type { TicketForSupport } from '../../../../../lib/tickets/ticket-page-views.ts'
import type { QuestionNumber } from '../../../../../lib/tickets/ticket.ts'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { acceptAll } from './actions.ts'
import { useTicketAct } from './use-ticket-act.ts'

/** Accepts the three answers in the versions on this page. */
export function AcceptDialog({ ticket, onClose }: { ticket: TicketForSupport; onClose: () => void }) {
  const t = useTranslations('tickets')
  const act = useTicketAct(acceptAll)
  const [remark, setRemark] = useState('')
  const version = (question: QuestionNumber) => ticket.questions.find((one) => one.question === question)?.standing?.version ?? 0

  return (
    <ActDialog
      title={t('dialog.accept.title')}
      about={`${t('dialog.accept.about')} ${t('dialog.accept.changed')}`}
      doWord={t('dialog.accept.do')}
      isPending={act.isPending}
      message={act.message}
      onClose={onClose}
      onDo={() => act.run({ number: ticket.number, versions: { 1: version(1), 2: version(2), 3: version(3) }, remark }, t('done.accepted'), onClose)}
    >
      <ol className="flex flex-col gap-2">
        {ticket.questions.map(({ question, standing }) => (
          <li key={question} className="rounded-control bg-sunken px-3 py-2 wrap-anywhere whitespace-pre-wrap">
            <strong>{question}</strong> {standing?.text}
          </li>
        ))}
      </ol>
      <TextArea label={t('dialog.remark')} value={remark} maxLength={2000} onChange={(event) => setRemark(event.target.value)} />
    </ActDialog>
  )
}
