'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { buttonLook } from '../../../../../components/ui/button-look.ts'
import { Menu, type MenuItem } from '../../../../../components/ui/menu.tsx'
import type { AccountForSupport } from '../../../../../lib/accounts/account-views.ts'
import { LockDialog } from './lock-dialog.tsx'

/** What else can be done with an account, and where its things are. */
export function AccountActs({ account }: { account: AccountForSupport }) {
  const t = useTranslations('accounts')
  const [isLocking, setLocking] = useState(false)
  const { name, lock, customer, hosts } = account
  const latest = account.locks[0]
  const items: MenuItem[] = [
    ...(latest ? [{ key: 'evidence', label: t('menu.evidence'), href: `/support/locks/${latest.id}` }] : []),
    ...(lock && lock.ticketNumber !== null && !customer ? [{ key: 'ticket', label: t('openTicket', { number: lock.ticketNumber }), href: `/support/tickets/${lock.ticketNumber}` }] : []),
    { key: 'quarantine', label: t('menu.quarantine'), href: `/support/quarantine?account=${encodeURIComponent(name)}` },
    ...(customer ? [{ key: 'customer', label: t('menu.customer'), href: `/support/customers/${encodeURIComponent(customer.number)}` }] : []),
    ...(lock || account.sending === 'ended' ? [] : [{ key: 'lock', label: t('menu.lock'), isDanger: true, onChoose: () => setLocking(true) }]),
  ]

  return (
    <>
      <Menu
        label={t('act')}
        items={items}
        trigger={
          <button type="button" className={buttonLook('secondary', 'normal')}>
            {t('act')}
            <ChevronDown size={14} aria-hidden />
          </button>
        }
      />
      {isLocking && <LockDialog account={name} hasCustomer={customer !== null} queued={queuedIn(hosts)} onClose={() => setLocking(false)} />}
    </>
  )
}

/** Its mails in all queues as last read; -1 when a host's reading does not say. */
function queuedIn(hosts: AccountForSupport['hosts']): number {
  const known = hosts.flatMap(({ queued }) => queued ?? [])
  return known.length < hosts.length ? -1 : known.reduce((sum, one) => sum + one, 0)
}
