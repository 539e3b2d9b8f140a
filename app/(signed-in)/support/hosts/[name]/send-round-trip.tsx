'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../../components/ui/button.tsx'
import { ConfirmDialog } from '../../../../../components/ui/confirm-dialog.tsx'
import { useAct } from '../../../../../components/ui/use-act.ts'
import type { Mailbox } from '../../../../../lib/probes/round-trip.ts'
import { sendRoundTripNow } from './actions.ts'

type SendRoundTripProps = { host: string; mailbox: Mailbox; recipient: string; answerDomain: string; /** One went there within a day. */ insist: boolean }

/** The one mail that the desk sends to a host: it says to whom, from whom and by which way before. */
export function SendRoundTrip({ host, mailbox, recipient, answerDomain, insist }: SendRoundTripProps) {
  const t = useTranslations('roundTrips')
  const [isOpen, setOpen] = useState(false)
  const word = t(insist ? 'again' : 'send')
  const act = useAct(sendRoundTripNow, useTranslations('ui')('noAnswer'))
  const send = () => act.run({ host, mailbox, recipient, answerDomain, insist }, () => setOpen(false))

  return (
    <>
      <Button onClick={() => setOpen(true)} aria-label={`${word} ${recipient}`}>{word}</Button>
      {isOpen && (
        <ConfirmDialog isOpen onClose={() => setOpen(false)} kind="primary" title={t('title', { recipient })} about={t('about', { host })} confirmWord={t('do', { recipient })} isPending={act.isPending} onConfirm={send}>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            <dt className="text-text-2">{t('to')}</dt>
            <dd className="mono wrap-anywhere">{recipient}</dd>
            <dt className="text-text-2">{t('from')}</dt>
            <dd className="wrap-anywhere"><span className="mono">round-trip-…@{answerDomain}</span> <span className="text-label text-text-2">{t('mark')}</span></dd>
          </dl>
          {insist && <p className="text-wait">{t('soon')}</p>}
          <p role="status" className={act.message ? 'text-bad' : 'sr-only'}>{act.message}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
