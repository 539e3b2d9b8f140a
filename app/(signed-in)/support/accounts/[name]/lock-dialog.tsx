'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '../../../../../components/ui/confirm-dialog.tsx'
import { TextArea } from '../../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../../components/ui/form-message.tsx'
import { toastList } from '../../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../../components/ui/use-act.ts'
import { lockThis } from '../actions.ts'

const SHOWN_MS = 6000
type LockDialogProps = { account: string; hasCustomer: boolean; queued: number; onClose: () => void }

/** Locks by hand: what will happen, why, the name typed. */
export function LockDialog({ account, hasCustomer, queued, onClose }: LockDialogProps) {
  const t = useTranslations('accounts.lock')
  const [reason, setReason] = useState('')
  const act = useAct(lockThis, useTranslations('ui')('noAnswer'))

  function lock() {
    act.run({ account, reason }, () => {
      toastList.show({ id: 'lock', tone: 'ok', title: t('done', { account }), endsAt: Date.now() + SHOWN_MS })
      onClose()
    })
  }

  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('title', { account })}
      about={t('about', { queued, hasCustomer: hasCustomer ? 'yes' : 'no' })}
      confirmWord={t('do')}
      typedName={account}
      isPending={act.isPending}
      onConfirm={lock}
    >
      <TextArea label={t('reason')} hint={t('reasonHint')} error={act.fields.reason} value={reason} required maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      <FormMessage message={act.message} />
    </ConfirmDialog>
  )
}
