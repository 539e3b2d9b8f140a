'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field, TextArea } from '../../../../../components/ui/field.tsx'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { giveNotice } from './actions.ts'
import { NoticePreview } from './notice-preview.tsx'
import { useTicketAct } from './use-ticket-act.ts'

type EndDialogProps = { lockId: string; ticketId: number; account: string; onClose: () => void }

/** The end of a customer who is the spammer: the account's name is typed, since it does not come back. */
export function EndDialog({ lockId, ticketId, account, onClose }: EndDialogProps) {
  const t = useTranslations('tickets')
  const typing = useTranslations('ui')
  const act = useTicketAct(giveNotice)
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const hasReason = reason.trim() !== ''

  return (
    <ActDialog
      title={t('dialog.end.title', { account })}
      about={t('dialog.end.about')}
      doWord={t('dialog.end.do', { account })}
      kind="danger-filled"
      canDo={hasReason && typed.trim() === account}
      isPending={act.isPending}
      message={act.message}
      onClose={onClose}
      onDo={() => act.run({ lockId, reason }, t('done.ended'), onClose)}
    >
      <TextArea label={t('dialog.end.reason')} hint={t('dialog.end.reasonHint')} value={reason} required maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      {hasReason && <NoticePreview ticketId={ticketId} kind="ended" questions={[]} remark={reason} />}
      <Field label={typing('typeToGoOn', { name: account })} value={typed} autoComplete="off" spellCheck={false} onChange={(event) => setTyped(event.target.value)} />
    </ActDialog>
  )
}
