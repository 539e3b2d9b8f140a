'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { TextArea } from '../../../../../components/ui/field.tsx'
import { withLimit } from '../../../../../lib/relay-locks/raised-limit.ts'
import type { TicketForSupport } from '../../../../../lib/tickets/ticket-page-views.ts'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { lift } from './actions.ts'
import { NoticePreview } from './notice-preview.tsx'
import { RaiseLimit } from './raise-limit.tsx'
import { useTicketAct } from './use-ticket-act.ts'

type LiftDialogProps = { ticket: TicketForSupport; onClose: () => void }

/** A false alarm has its own way out: why, what becomes of the mail that was taken out, and whether the limit is raised. */
export function LiftDialog({ ticket: { id: ticketId, lock, quarantined, raise }, onClose }: LiftDialogProps) {
  const { id: lockId, account } = lock
  const t = useTranslations('tickets')
  const act = useTicketAct(lift)
  const [reason, setReason] = useState('')
  const [then, setThen] = useState<'release' | 'keep'>('release')
  const [raiseTo, setRaiseTo] = useState<string | null>(null)
  const hasReason = reason.trim() !== ''
  const limits = raise && raiseTo !== null ? withLimit(raise.limits, raise.suggested.limit, Number(raiseTo)) : null
  const isRaiseOk = raiseTo === null || (/^\d{1,9}$/.test(raiseTo) && Number(raiseTo) > 0)

  return (
    <ActDialog
      title={t('dialog.lift.title', { account })}
      about={t('dialog.lift.about')}
      doWord={then === 'keep' ? t('dialog.lift.doKeep') : t('dialog.lift.do', { count: quarantined })}
      canDo={hasReason && isRaiseOk}
      isPending={act.isPending}
      message={act.message}
      onClose={onClose}
      onDo={() => act.run({ lockId, reason, quarantined: then, limits }, t('done.lifted'), onClose)}
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
      {raise && <RaiseLimit raise={raise} to={raiseTo} isWrong={!isRaiseOk} onChange={setRaiseTo} />}
      {hasReason && <NoticePreview ticketId={ticketId} kind="lifted" questions={[]} remark={reason} />}
    </ActDialog>
  )
}
