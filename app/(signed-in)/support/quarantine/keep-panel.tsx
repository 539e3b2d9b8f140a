'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { SidePanel } from '../../../../components/ui/side-panel.tsx'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../components/ui/use-act.ts'
import { selectionOf } from '../../../../lib/quarantine/choice.ts'
import type { Asked } from './act-panel.tsx'
import { keepMails } from './actions.ts'
import { NO_REASON, reasonText, ReasonField } from '../../../../components/quarantine/reason-field.tsx'

const DAYS = [14, 30, 90] as const
const DAY_MS = 86_400_000
const SHOWN_MS = 6000

/** Puts the deletion off: for some days or without end. */
export function KeepPanel({ asked, count, onClose, onDone }: { asked: Asked; count: number; onClose: () => void; onDone: () => void }) {
  const t = useTranslations('quarantine.panel.keep')
  const ui = useTranslations('ui')
  const [days, setDays] = useState<number | null>(14)
  const [reason, setReason] = useState(NO_REASON)
  const act = useAct(keepMails, ui('noAnswer'))
  const canDo = reasonText(reason) !== ''

  function submit() {
    if (!canDo || act.isPending) return
    const until = days === null ? null : new Date(Date.now() + days * DAY_MS).toISOString()
    const selection = selectionOf(asked.choice, { filter: asked.filter, by: asked.by, exceptDomains: [] })
    act.run({ selection, until, reason: reasonText(reason) }, ({ messages }) => {
      toastList.show({ id: 'kept', tone: 'ok', title: t('done', { count: messages }), endsAt: Date.now() + SHOWN_MS })
      onDone()
    })
  }

  const footer = (
    <>
      <Button kind="primary" onClick={submit} disabled={!canDo} isPending={act.isPending}>{t('do')}</Button>
      <Button onClick={onClose}>{ui('cancel')}</Button>
    </>
  )
  return (
    <SidePanel isOpen onClose={onClose} title={t('title', { count })} about={t('about')} footer={footer}>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1.5 text-section">{t('until')}</legend>
        {[...DAYS, null].map((one) => (
          <label key={one} className="flex min-h-7 items-center gap-2">
            <input type="radio" name="days" checked={days === one} onChange={() => setDays(one)} className="accent-(--accent)" />
            {one === null ? t('forever') : t('days', { count: one })}
          </label>
        ))}
      </fieldset>
      <ReasonField kind="keep" reason={reason} onChange={setReason} />
      <FormMessage message={act.message} />
    </SidePanel>
  )
}
