'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import type { FoundCustomer, useCustomerSearch } from './use-customer-search.ts'

type CustomerChoiceProps = { found: ReturnType<typeof useCustomerSearch>; chosen: FoundCustomer | null; onChoose: (customer: FoundCustomer) => void }

/** Customers found, one to choose; radio buttons, so that arrow keys work. */
export function CustomerChoice({ found, chosen, onChoose }: CustomerChoiceProps) {
  const t = useTranslations('accounts.assign')
  const { customers, total, query, isSearching } = found
  const isNone = query !== '' && !isSearching && found.message === '' && customers.length === 0

  return (
    <div aria-live="polite">
      {isNone && <p className="text-text-2">{t('none', { query })}</p>}
      {customers.length > 0 && (
        <fieldset className={clsx('rounded-control border border-line', isSearching && 'opacity-60')}>
          <legend className="sr-only">{t('choose')}</legend>
          {customers.map((customer) => (
            <label key={customer.number} className={clsx('flex min-h-9 items-center gap-2.5 border-b border-line px-3 py-1 last-of-type:border-b-0', chosen?.number === customer.number && 'bg-accent-soft')}>
              <input type="radio" name="customer" className="accent-(--accent)" checked={chosen?.number === customer.number} onChange={() => onChoose(customer)} />
              <span className="min-w-0 wrap-anywhere">{t('customer', { name: customer.name, number: customer.number })}</span>
              <span className="ml-auto text-label whitespace-nowrap text-text-3">{t('accounts', { count: customer.accounts })}</span>
            </label>
          ))}
        </fieldset>
      )}
      {total > customers.length && customers.length > 0 && <p className="mt-1 text-label text-text-3">{t('more', { count: customers.length })}</p>}
    </div>
  )
}
