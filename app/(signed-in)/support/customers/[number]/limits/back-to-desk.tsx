'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../../../components/ui/button.tsx'
import { ConfirmDialog } from '../../../../../../components/ui/confirm-dialog.tsx'
import { TextArea } from '../../../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../../../components/ui/form-message.tsx'
import { toastList } from '../../../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../../../components/ui/use-act.ts'
import { customerPath } from '../../../../../../lib/customers/customer-list-query.ts'
import { saveLimits } from './actions.ts'

const SHOWN_MS = 6000

/** Takes his own limits away, with a reason: the desk's hold for him again. */
export function BackToDesk({ number, name }: { number: string; name: string }) {
  const t = useTranslations('customers.limits')
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const act = useAct(saveLimits, useTranslations('ui')('noAnswer'))

  function giveBack() {
    if (reason.trim() === '') return
    act.run({ customerNumber: number, limits: null, reason }, () => {
      toastList.show({ id: 'limits', tone: 'ok', title: t('backDone'), endsAt: Date.now() + SHOWN_MS })
      router.push(customerPath(number))
    })
  }

  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('back')}</Button>
      <ConfirmDialog isOpen={isOpen} onClose={() => setOpen(false)} kind="primary" title={t('backTitle', { name })} about={t('backAbout')} confirmWord={t('backDo')} isPending={act.isPending} onConfirm={giveBack}>
        <TextArea label={t('reason')} hint={t('reasonHint')} value={reason} required maxLength={1000} onChange={(event) => setReason(event.target.value)} />
        <FormMessage message={act.message} />
      </ConfirmDialog>
    </>
  )
}
