import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { LOCK_TONE } from '../../../../../components/relay-locks/lock-tone.ts'
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { StatePill } from '../../../../../components/ui/state-word.tsx'
import type { TicketForSupport } from '../../../../../lib/tickets/ticket-page-views.ts'
import { MoreMenu } from './more-menu.tsx'
import { PrimaryAct } from './primary-act.tsx'
import { TakeOver } from './take-over.tsx'

/** Whose account, in which state, and what can be done with it: one primary act, the others in a menu. */
export function TicketHead({ ticket, userId }: { ticket: TicketForSupport; userId: number }) {
  const t = useTranslations('tickets')
  const { lock, customer } = ticket

  return (
    <PageHead
      isTitleMono
      title={lock.account}
      crumbs={<Breadcrumbs label={useTranslations('ui')('breadcrumbs')} crumbs={[{ label: t('crumb'), href: '/support/tickets' }, { label: String(ticket.number) }]} />}
      about={
        <>
          <StatePill tone={LOCK_TONE[lock.state]}>{useTranslations('locks')(`state.${lock.state}`)}</StatePill>
          {customer ? (
            <>
              <Link href={`/support/customers/${encodeURIComponent(customer.number)}`} className="hover:text-accent hover:underline">
                {customer.name}
              </Link>
              <span className="text-label text-text-3">{t('customer', { number: customer.number, language: customer.language })}</span>
            </>
          ) : (
            <span>{t('noCustomer')}</span>
          )}
        </>
      }
      aside={
        <>
          {!ticket.isClosed && <TakeOver number={ticket.number} takenBy={ticket.takenBy} />}
          <MoreMenu ticket={ticket} />
          <PrimaryAct ticket={ticket} userId={userId} />
        </>
      }
    />
  )
}
