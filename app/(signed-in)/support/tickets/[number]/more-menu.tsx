'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { buttonLook } from '../../../../../components/ui/button-look.ts'
import { Menu, type MenuItem } from '../../../../../components/ui/menu.tsx'
import { isLockClosed } from '../../../../../lib/relay-locks/relay-lock.ts'
import { missingQuestions } from '../../../../../lib/tickets/ticket.ts'
import type { TicketForSupport } from '../../../../../lib/tickets/ticket-page-views.ts'
import { AskDialog } from './ask-dialog.tsx'
import { EndDialog } from './end-dialog.tsx'
import { LiftDialog } from './lift-dialog.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { PhoneDialog } from './phone-dialog.tsx'

type Opened = 'lift' | 'end' | 'note' | 'phone' | 'ask' | null

/** What else can be done with a ticket. */
export function MoreMenu({ ticket }: { ticket: TicketForSupport }) {
  const t = useTranslations('tickets')
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const { lock } = ticket
  const items = itemsOf(ticket, (key) => setOpened(key), (key) => t(`menu.${key}`))

  return (
    <>
      <Menu
        label={t('more')}
        items={items}
        trigger={
          <button type="button" className={buttonLook('secondary', 'normal')}>
            {t('more')}
            <ChevronDown size={14} aria-hidden />
          </button>
        }
      />
      {opened === 'lift' && <LiftDialog ticket={ticket} onClose={close} />}
      {opened === 'end' && <EndDialog lockId={lock.id} ticketId={ticket.id} account={lock.account} onClose={close} />}
      {opened === 'note' && <NoteDialog number={ticket.number} onClose={close} />}
      {opened === 'phone' && <PhoneDialog number={ticket.number} onClose={close} />}
      {opened === 'ask' && <AskDialog ticket={ticket} preset={missingQuestions(ticket.questions.flatMap((one) => one.standing ?? []))} onClose={close} />}
    </>
  )
}

type Key = 'lift' | 'end' | 'note' | 'phone' | 'ask' | 'lock' | 'account' | 'quarantine'

function itemsOf({ lock, act }: TicketForSupport, open: (key: Exclude<Opened, null>) => void, word: (key: Key) => string): MenuItem[] {
  const isOver = isLockClosed(lock.state)
  const isWatching = lock.state === 'guarded-unlock'
  const canAsk = !isOver && !isWatching && act.act !== 'ask-again' && act.act !== 'find-customer' && act.act !== 'find-contact'
  const account = encodeURIComponent(lock.account)
  const choose = (key: Exclude<Opened, null>, isDanger = false): MenuItem => ({ key, label: word(key), isDanger, onChoose: () => open(key) })

  return [
    choose('note'),
    ...(isOver || isWatching || lock.state === 'accepted' ? [] : [choose('phone')]),
    ...(canAsk ? [choose('ask')] : []),
    { key: 'lock', label: word('lock'), href: `/support/locks/${lock.id}` },
    { key: 'account', label: word('account'), href: `/support/accounts/${account}` },
    { key: 'quarantine', label: word('quarantine'), href: `/support/quarantine?account=${account}` },
    ...(isOver ? [] : [choose('lift'), choose('end', true)]),
  ]
}
