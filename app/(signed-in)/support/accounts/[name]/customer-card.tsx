import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Facts } from '../../../../../components/ui/figure.tsx'
import type { AccountForSupport } from '../../../../../lib/accounts/account-views.ts'
import { formatNumber } from '../../../../../lib/i18n/format.ts'

/** Who is behind the account; one of nobody asks. */
export function CustomerCard({ customer, locksInTwelveMonths }: Pick<AccountForSupport, 'customer' | 'locksInTwelveMonths'>) {
  const t = useTranslations('accounts.customer')
  const language = useLocale()
  const locks = { name: t('locks'), value: formatNumber(locksInTwelveMonths, language) }
  if (!customer) {
    return (
      <Card aria-labelledby="customer" className="pb-3">
        <CardHead id="customer" title={t('noneTitle')} />
        <p className="px-4 text-text-2">{t('noneAbout')}</p>
        <Facts className="mt-2 px-4" facts={[locks]} />
      </Card>
    )
  }
  const { number, name, contacts, contactsByMail, accounts, othersLocked } = customer

  return (
    <Card aria-labelledby="customer" className="pb-3">
      <CardHead
        id="customer"
        title={name}
        aside={<Link href={`/support/customers/${encodeURIComponent(number)}`} className="text-accent hover:underline">{t('link', { number })}</Link>}
      />
      <Facts
        className="px-4"
        facts={[
          { name: t('contacts'), value: t('byMail', { count: contacts, mail: contactsByMail, by: contacts === contactsByMail ? 'all' : 'some' }) },
          { name: t('language'), value: t('speaks', { language: customer.language }) },
          { name: t('accounts'), value: t('others', { count: accounts, locked: accounts === 1 ? -1 : othersLocked }) },
          locks,
        ]}
      />
    </Card>
  )
}
