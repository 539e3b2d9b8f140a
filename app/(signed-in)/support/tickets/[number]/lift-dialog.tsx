'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { TextArea } from '../../../../../components/ui/field.tsx'
import { ActDialog } from './act-dialog.tsx'
import { lift } from './actions.ts'
import { NoticePreview } from './notice-preview.tsx'
import { useTicketAct } from './use-ticket-act.ts'

type LiftDialogProps = { lockId: string; ticketId: number; account: string; quarantined: number; onClose: () => void }

/** A false alarm has its own way out: why, and what becomes of the mail that was taken out of delivery. */
export function LiftDialog({ lockId, ticketId, account, quarantined, onClose }: LiftDialogProps) {
  const t = useTranslations('tickets')
  const act = useTicketAct(lift)
  const [reason, setReason] = useState('')
  const [then, setThen] = useState<'release' | 'keep'>('release')
  const hasReason = reason.trim() !== ''

  return (
    <ActDialog
      title={t('dialog.lift.title', { account })}
      about={t('dialog.lift.about')}
      doWord={then === 'keep' ? t('dialog.lift.doKeep') : t('dialog.lift.do', { count: quarantined })}
      canDo={hasReason}
      isPending={act.isPending}
      message={act.message}
      onClose={onClose}
      onDo={() => act.run({ lockId, reason, quarantined: then, limits: null }, t('done.lifted'), onClose)}
    >
      <TextArea label={t('dialog.lift.reason')} hint={t('dialog.lift.reasonHint')} value={reason} required maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      {quarantined > 0 && (
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 font-strong">{t('dialog.lift.quarantined', { count: quarantined })}</legend>
          {(['release', 'keep'] as const).map((choice) => (
            <label key={choice} className="flex items-center gap-2">
              <input type="radio" name="quarantined" checked={then === choice} onChange={() => setThen(choice)} className="accent-(--accent)" />
              {t(`dialog.lift.${choice}`)}
            </label>
          ))}
        </fieldset>
      )}
      {hasReason && <NoticePreview ticketId={ticketId} kind="lifted" questions={[]} remark={reason} />}
    </ActDialog>
  )
}
