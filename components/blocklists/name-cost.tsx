import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { accountPath } from '../../lib/accounts/account-page-query.ts'
import type { NameCost as Cost } from '../../lib/blocklists/name-cost.ts'
import { formatNumber } from '../../lib/i18n/format.ts'
import { Figure } from '../ui/figure.tsx'

/** What the listing of a name costs in a day: replies that name it at least, what its accounts had undelivered at most. */
export function NameCost({ cost: { named, perhaps, receivers, customers, total } }: { cost: Cost }) {
  const t = useTranslations('blocklists.panel')
  const language = useLocale()
  const number = (value: number) => formatNumber(value, language)

  return (
    <>
      {named === 0 && <p className="text-text-2">{t('nameCostsNone')}</p>}
      {named > 0 && (
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          <Figure value={t('atLeast', { count: number(named) })} label={t('refusals')} />
          <Figure value={number(receivers.length)} label={t('receivers')} />
          <Figure value={number(customers.length)} label={t('customers')} />
        </div>
      )}
      {perhaps > 0 && <p className="mt-1 text-label text-text-2">{t('namePerhaps', { count: perhaps })}</p>}
      {total.messages > 0 && <p className="mt-1 text-label text-text-2">{t('nameAtMost', { messages: number(total.messages), count: total.undelivered, undelivered: number(total.undelivered) })}</p>}
      <p className="mt-1 text-label text-text-2">{t('nameNotTold')}</p>
    </>
  )
}

/** Whose name it is: the customer and the accounts that log in under it, or that nobody is known. */
export function NameOwner({ cost: { accounts, total }, customer }: { cost: Cost; customer: { name: string; href: string } | null }) {
  const t = useTranslations('blocklists.panel')
  const language = useLocale()

  return (
    <>
      <p>{customer ? <Link href={customer.href} className="font-strong hover:text-accent hover:underline">{customer.name}</Link> : <span className="text-text-2">{t('nameNoCustomer')}</span>}</p>
      {total.accounts === 0 && <p className="text-text-2">{t('nameNoAccount')}</p>}
      <ul>
        {accounts.map(({ name, messages, undelivered, named }) => (
          <li key={name}>
            <Link href={accountPath(name)} className="mono wrap-anywhere hover:text-accent hover:underline">{name}</Link>{' '}
            <span className="text-text-2">{t('nameAccount', { messages, figure: formatNumber(messages, language), undelivered: formatNumber(undelivered, language), named })}</span>
          </li>
        ))}
      </ul>
      {total.accounts > accounts.length && <p className="text-text-2">{t('nameMoreAccounts', { count: total.accounts - accounts.length })}</p>}
    </>
  )
}
