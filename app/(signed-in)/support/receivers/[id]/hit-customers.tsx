import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { LongName } from '../../../../../components/ui/long-name.tsx'
import { customerPath } from '../../../../../lib/customers/customer-list-query.ts'
import type { HitCustomer } from '../../../../../lib/deliveries/receiver-page.ts'
import type { ReceiverPage } from '../../../../../lib/deliveries/receiver-views.ts'

const SHOWN = 8
const ACCOUNTS_SHOWN = 3

/** Customers and accounts whose mail was refused, as far as samples tell. */
export function HitCustomers({ hit, samples }: { hit: HitCustomer[]; samples: ReceiverPage['samples'] }) {
  const t = useTranslations('receivers.hit')
  const rest = hit.slice(SHOWN)

  return (
    <Card aria-labelledby="hit">
      <CardHead id="hit" title={t('title')} about={samples.count > 0 && t('about', { count: samples.count })} isRuled />
      {hit.length === 0 && <p className="px-4 py-3 text-text-2">{t('none')}</p>}
      <ul>{hit.slice(0, SHOWN).map((each) => <Hit key={each.customer?.number ?? ''} hit={each} />)}</ul>
      {rest.length > 0 && (
        <details>
          <summary className="focus-inset px-4 py-2 text-label text-accent hover:underline">{t('more', { count: rest.length })}</summary>
          <ul>{rest.map((each) => <Hit key={each.customer?.number ?? ''} hit={each} />)}</ul>
        </details>
      )}
    </Card>
  )
}

function Hit({ hit: { customer, accounts, samples } }: { hit: HitCustomer }) {
  const t = useTranslations('receivers.hit')

  return (
    <li className="border-b border-line px-4 py-2 last:border-b-0">
      <p className="flex flex-wrap items-baseline gap-x-2">
        {customer ? <Link href={customerPath(customer.number)} className="font-strong wrap-anywhere hover:text-accent hover:underline">{customer.name}</Link> : <span className="font-strong">{t('nobody')}</span>}
        {customer && <span className="figures text-label text-text-3">{customer.number}</span>}
        <span className="ml-auto text-label text-text-2">{t('samples', { count: samples })}</span>
      </p>
      <ul>
        {accounts.slice(0, ACCOUNTS_SHOWN).map(({ name }) => (
          <li key={name}><Link href={`/support/accounts/${encodeURIComponent(name)}`} className="hover:text-accent hover:underline"><LongName name={name} /></Link></li>
        ))}
        {accounts.length > ACCOUNTS_SHOWN && <li className="text-label text-text-3">+{accounts.length - ACCOUNTS_SHOWN}</li>}
      </ul>
    </li>
  )
}
