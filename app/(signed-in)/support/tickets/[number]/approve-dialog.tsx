'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { TextArea } from '../../../../../components/ui/field.tsx'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { approve } from './actions.ts'
import { useTicketAct } from './use-ticket-act.ts'

/** The second person says yes, and why. */
export function ApproveDialog({ lockId, onClose }: { lockId: string; onClose: () => void }) {
  const t = useTranslations('tickets')
  const act = useTicketAct(approve)
  const [reason, setReason] = useState('')

  return (
    <ActDialog
      title={t('dialog.approve.title')}
      about={t('dialog.approve.about')}
      doWord={t('dialog.approve.do')}
      canDo={reason.trim() !== ''}
      isPending={act.isPending}
      message={act.message}
      onClose={onClose}
      onDo={() => act.run({ lockId, reason }, t('done.approved'), onClose)}
    >
      <TextArea label={t('dialog.reason')} value={reason} required maxLength={1000} onChange={(event) => setReason(event.target.value)} />
    </ActDialog>
  )
}
