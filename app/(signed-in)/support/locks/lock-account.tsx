'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Dialog } from '../../../../components/ui/dialog.tsx'
import { Field, TextArea } from '../../../../components/ui/field.tsx'
import { lockNow } from './actions.ts'

/** Locks an account by hand: its name typed twice, and why. */
export function LockAccount() {
  const t = useTranslations('locks.lockAccount')
  const [isOpen, setOpen] = useState(false)

  return (
    <>
      <Button kind="danger" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {isOpen && <LockAccountDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function LockAccountDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('locks.lockAccount')
  const cancel = useTranslations('ui')('cancel')
  const router = useRouter()
  const [isPending, start] = useTransition()
  const [{ account, again, reason }, setForm] = useState({ account: '', again: '', reason: '' })
  const [refusal, setRefusal] = useState<{ message: string; fields?: Record<string, string> }>({ message: '' })
  const set = (change: Partial<{ account: string; again: string; reason: string }>) => setForm({ account, again, reason, ...change })
  const canLock = account.trim() !== '' && account.trim() === again.trim() && reason.trim() !== ''

  function lock() {
    start(async () => {
      const result = await lockNow({ account: account.trim(), reason })
      if (result.ok) router.push(`/support/locks/${result.data.lockId}`)
      else setRefusal(result)
    })
  }

  return (
    <Dialog isOpen onClose={onClose} title={t('title')} about={t('about')}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (canLock) lock()
        }}
      >
        <Field label={t('account')} hint={t('accountHint')} error={refusal.fields?.account} value={account} required maxLength={320} autoComplete="off" spellCheck={false} onChange={(event) => set({ account: event.target.value })} />
        <TextArea label={t('reason')} hint={t('reasonHint')} error={refusal.fields?.reason} value={reason} required maxLength={1000} onChange={(event) => set({ reason: event.target.value })} />
        <Field label={t('typed')} value={again} required maxLength={320} autoComplete="off" spellCheck={false} onChange={(event) => set({ again: event.target.value })} />
        <p role="status" className={refusal.message ? 'text-bad' : 'sr-only'}>
          {refusal.message}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" kind="danger-filled" disabled={!canLock} isPending={isPending}>
            {t('do')}
          </Button>
          <Button onClick={onClose}>{cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}
