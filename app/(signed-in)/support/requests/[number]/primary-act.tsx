'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../../components/ui/button.tsx'
import type { RequestPage } from '../../../../../lib/delisting-requests/request-views.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { SendDialog } from './send-dialog.tsx'

/** The one next act as a button that names its effect. */
export function PrimaryAct({ request }: { request: RequestPage }) {
  const t = useTranslations('requests.act')
  const [isOpen, setOpen] = useState(false)
  const { act } = request
  if (act === 'none') return null
  const close = () => setOpen(false)

  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>{t(act)}</Button>
      {isOpen && (act === 'ask' ? <SendDialog request={request} onClose={close} /> : <AnswerDialog request={request} preset={act === 'close-as-granted' ? 'granted' : 'answered'} onClose={close} />)}
    </>
  )
}
