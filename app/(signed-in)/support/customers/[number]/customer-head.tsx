import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx'
import { LinkButton } from '../../../../../components/ui/link-button.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { StatePill } from '../../../../../components/ui/state-word.tsx'
import type { CustomerForSupport } from '../../../../../lib/customers/customer-views.ts'
import { formatDate } from '../../../../../lib/i18n/format.ts'

/** His name, whether his accounts may send, and the way to what is open. */
export function CustomerHead({ customer }: { customer: CustomerForSupport }) {
  const t = useTranslations('customers')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const { name, number, endedAt, figures } = customer
  const open = customer.locks.find((lock) => lock.closedAt === null && lock.ticketNumber !== null)
  const state = figures.lockedNow > 0 ? 'locked' : figures.accounts === 0 ? 'none' : 'fine'

  return (
    <PageHead
      title={name}
      crumbs={<Breadcrumbs label={useTranslations('ui')('breadcrumbs')} crumbs={[{ label: t('crumb'), href: '/support/customers' }, { label: number }]} />}
      about={
        <>
          <StatePill tone={state === 'locked' ? 'bad' : state === 'fine' ? 'ok' : 'few'}>{t(`state.${state}`, { count: figures.lockedNow })}</StatePill>
          <span>{t('head', { number, language: customer.language })}</span>
          {endedAt && <span className="text-wait">{t('ended', { at: formatDate(endedAt, language, zone) })}</span>}
        </>
      }
      aside={
        open && (
          <LinkButton kind="primary" href={`/support/tickets/${open.ticketNumber}`}>
            {t('openTicket', { number: open.ticketNumber ?? 0 })}
          </LinkButton>
        )
      }
    />
  )
}
