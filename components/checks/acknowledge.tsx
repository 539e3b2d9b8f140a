'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Select, TextArea } from '../ui/field.tsx'
import { useAct, type ActResult } from '../ui/use-act.ts'

const CHOICES = ['7', '30', '90', 'none'] as const

type AcknowledgeProps = { title: string; label?: string; onAcknowledge: (input: { reason: string; days: number | null }) => Promise<ActResult<unknown>> }

/** Says of something that fails that it is known, why, and until when. */
export function Acknowledge({ title, label, onAcknowledge }: AcknowledgeProps) {
  const t = useTranslations('probes.acknowledge')
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [days, setDays] = useState<(typeof CHOICES)[number]>('30')
  const act = useAct(onAcknowledge, useTranslations('probes')('broken'))
  const confirm = () => act.run({ reason, days: days === 'none' ? null : Number(days) }, () => setOpen(false))

  return (
    <>
      <Button onClick={() => setOpen(true)} aria-label={label}>{t('open')}</Button>
      {isOpen && (
        <ConfirmDialog isOpen onClose={() => setOpen(false)} title={title} about={t('about')} confirmWord={t('do')} kind="primary" isPending={act.isPending} onConfirm={confirm}>
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
export function NotAcknowledged({ onTakeBack }: { onTakeBack: () => Promise<ActResult<unknown>> }) {
  const t = useTranslations('probes.acknowledge')
  const act = useAct(onTakeBack, useTranslations('probes')('broken'))
  return (
    <>
      <Button isPending={act.isPending} onClick={() => act.run(undefined)}>{t('undo')}</Button>
      <p role="status" className={act.message ? 'text-bad' : 'sr-only'}>{act.message}</p>
    </>
  )
}
