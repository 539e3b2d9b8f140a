'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { ConfirmDialog } from '../../../../components/ui/confirm-dialog.tsx'
import { Select, TextArea } from '../../../../components/ui/field.tsx'
import { useAct } from '../../../../components/ui/use-act.ts'
import { acknowledge, workAgain } from './actions.ts'

const CHOICES = ['7', '30', '90', 'none'] as const

/** Says of a failing check that it is known, why, and until when. */
export function AcknowledgeCheck({ host, check, name }: { host: string; check: string; name: string }) {
  const t = useTranslations('probes.acknowledge')
  const broken = useTranslations('probes')('broken')
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [days, setDays] = useState<(typeof CHOICES)[number]>('30')
  const act = useAct(acknowledge, broken)
  const confirm = () => act.run({ host, check, reason, days: days === 'none' ? null : Number(days) }, () => setOpen(false))

  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('open')}</Button>
      {isOpen && (
        <ConfirmDialog isOpen onClose={() => setOpen(false)} title={t('title', { check: name, host })} about={t('about')} confirmWord={t('do')} kind="primary" isPending={act.isPending} onConfirm={confirm}>
          <TextArea label={t('reason')} value={reason} required minLength={3} maxLength={500} error={act.fields.reason} onChange={(event) => setReason(event.target.value)} />
          <Select label={t('days')} value={days} onChange={(event) => setDays(CHOICES.find((one) => one === event.target.value) ?? '30')}>
            {CHOICES.map((choice) => <option key={choice} value={choice}>{t(`choice.${choice}`)}</option>)}
          </Select>
          <p role="status" className={act.message ? 'text-bad' : 'sr-only'}>{act.message}</p>
        </ConfirmDialog>
      )}
    </>
  )
}

/** Takes that back. */
export function WorkAgain({ host, check }: { host: string; check: string }) {
  const t = useTranslations('probes.acknowledge')
  const act = useAct(workAgain, useTranslations('probes')('broken'))
  return (
    <>
      <Button isPending={act.isPending} onClick={() => act.run({ host, check })}>{t('undo')}</Button>
      <p role="status" className={act.message ? 'text-bad' : 'sr-only'}>{act.message}</p>
    </>
  )
}
