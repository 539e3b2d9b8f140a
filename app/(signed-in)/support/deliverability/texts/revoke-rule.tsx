'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../../components/ui/button.tsx'
import { ConfirmDialog } from '../../../../../components/ui/confirm-dialog.tsx'
import { TextArea } from '../../../../../components/ui/field.tsx'
import { useAct } from '../../../../../components/ui/use-act.ts'
import { revoke } from './actions.ts'

/** Takes a rule back, saying why. */
export function RevokeRule({ id, text }: { id: string; text: string }) {
  const t = useTranslations('texts')
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const act = useAct(revoke, t('broken'))

  return (
    <>
      <Button onClick={() => setOpen(true)} aria-label={t('revokeOf', { text })}>{t('revoke')}</Button>
      {isOpen && (
        <ConfirmDialog isOpen onClose={() => setOpen(false)} title={t('revokeTitle')} about={t('revokeAbout')} confirmWord={t('revokeDo')} kind="primary" isPending={act.isPending} onConfirm={() => act.run({ id, reason }, () => setOpen(false))}>
          <p className="mono wrap-anywhere">{text}</p>
          <TextArea label={t('reason')} value={reason} required maxLength={1000} error={act.fields.reason} onChange={(event) => setReason(event.target.value)} />
          <p role="status" className={act.message ? 'text-bad' : 'sr-only'}>{act.message}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
