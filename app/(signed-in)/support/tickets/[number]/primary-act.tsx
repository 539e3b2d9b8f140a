'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { Button } from '../../../../../components/ui/button.tsx'
import { LinkButton } from '../../../../../components/ui/link-button.tsx'
import { formatDuration } from '../../../../../lib/i18n/format.ts'
import { joinQuestions } from '../../../../../lib/tickets/join-questions.ts'
import type { TicketForSupport } from '../../../../../lib/tickets/ticket-page-views.ts'
import { AcceptDialog } from './accept-dialog.tsx'
import { ApproveDialog } from './approve-dialog.tsx'
import { AskDialog } from './ask-dialog.tsx'
import { SendDialog } from './send-dialog.tsx'
import { UnlockDialog } from './unlock-dialog.tsx'

/** The one next act as a button that names its effect; where somebody else's turn it is, that in words. */
export function PrimaryAct({ ticket, userId }: { ticket: TicketForSupport; userId: number }) {
  const t = useTranslations('tickets.act')
  const language = useLocale()
  const [isOpen, setOpen] = useState(false)
  const { act, lock, customer, terms } = ticket
  const close = () => setOpen(false)
  const open = (words: string, dialog: ReactNode) => (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        {words}
      </Button>
      {isOpen && dialog}
    </>
  )

  switch (act.act) {
    case 'send-questions':
      return open(t('send-questions'), <SendDialog ticket={ticket} onClose={close} />)
    case 'ask-again':
      return open(t('ask-again', { count: act.questions.length, list: joinQuestions(act.questions, language) }), <AskDialog ticket={ticket} preset={act.questions} onClose={close} />)
    case 'accept':
      return open(t('accept'), <AcceptDialog ticket={ticket} onClose={close} />)
    case 'approve':
      return open(t('approve'), <ApproveDialog lockId={lock.id} onClose={close} />)
    case 'unlock':
      return open(t('unlock', { time: formatDuration(terms.watchSeconds, language), mails: terms.mailsMax }), <UnlockDialog ticket={ticket} onClose={close} />)
    case 'find-customer':
      return <Step words={t('find-customer')} link={{ href: `/support/accounts/${encodeURIComponent(lock.account)}`, words: t('assign') }} />
    case 'find-contact':
      return <Step words={t('find-contact')} link={{ href: `/support/customers/${encodeURIComponent(customer?.number ?? '')}`, words: t('openCustomer') }} />
    case 'wait-for-customer':
      return <Step words={t('wait-for-customer', { count: act.questions.length, list: joinQuestions(act.questions, language) })} />
    case 'wait-for-second-person':
      return <Step words={t(lock.approval?.userId === userId ? 'wait-for-other' : 'wait-for-second-person')} />
    case 'wait-for-notice':
      return <Step words={t('wait-for-notice')} />
    case 'watch':
    case 'none':
      return null
  }
}

function Step({ words, link }: { words: string; link?: { href: string; words: string } }) {
  return (
    <>
      <span className="max-w-80 text-label text-text-2">{words}</span>
      {link && (
        <LinkButton href={link.href} kind="primary">
          {link.words}
        </LinkButton>
      )}
    </>
  )
}
