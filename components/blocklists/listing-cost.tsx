import { useLocale, useTranslations } from 'next-intl'
import type { ListingCost as Cost } from '../../lib/blocklists/listing-cost.ts'
import { formatNumber } from '../../lib/i18n/format.ts'
import { Figure } from '../ui/figure.tsx'

/** What a listing costs in a day, as far as kept replies name the list; at least and at most. */
export function ListingCost({ cost: { named, atMost, receivers, customers } }: { cost: Cost }) {
  const t = useTranslations('blocklists.panel')
  const language = useLocale()
  if (named === 0) return <p className="text-text-2">{t('costsNone')}</p>
  const number = (value: number) => formatNumber(value, language)

  return (
    <>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <Figure value={named === atMost ? number(named) : t('atLeast', { count: number(named) })} label={t('refusals')} />
        <Figure value={number(receivers.length)} label={t('receivers')} />
        <Figure value={number(customers.length)} label={t('customers')} />
      </div>
      {atMost > named && <p className="mt-1 text-label text-text-2">{t('atMost', { count: number(atMost) })}</p>}
    </>
  )
}
