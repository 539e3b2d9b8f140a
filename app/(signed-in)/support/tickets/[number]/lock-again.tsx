'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '../../../../../components/ui/button.tsx'
import { Field } from '../../../../../components/ui/field.tsx'
import { readPlainKey } from '../../../../../components/frame/read-plain-key.ts'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { lockAgain } from './actions.ts'
import { useTicketAct } from './use-ticket-act.ts'

type LockAgainProps = { lockId: string; account: string; host: string; held: number }

/** Breaks the watch off: locked everywhere, what is held goes to quarantine. By button or the key L. */
export function LockAgain({ lockId, account, host, held }: LockAgainProps) {
  const t = useTranslations('tickets')
  const act = useTicketAct(lockAgain)
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (readPlainKey(event) !== 'l') return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])

  const words = t('watch.lockAgain', { count: held })
  return (
    <>
      <Button kind="danger-filled" shortcut={{ shown: 'L', aria: 'l' }} onClick={() => setOpen(true)}>
        {words}
      </Button>
      {isOpen && (
        <ActDialog
          title={t('watch.confirm.title', { account })}
          about={t('watch.confirm.about', { count: held, host })}
          doWord={words}
          kind="danger-filled"
          isPending={act.isPending}
          message={act.message}
          onClose={() => setOpen(false)}
          onDo={() => act.run({ lockId, reason }, t('done.locked'), () => setOpen(false))}
        >
          <Field label={t('watch.confirm.reason')} value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
        </ActDialog>
      )}
    </>
  )
}
