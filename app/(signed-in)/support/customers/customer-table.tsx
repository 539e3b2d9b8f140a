import clsx from 'clsx'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import { customerPath } from '../../../../lib/customers/customer-list-query.ts'
import type { CustomerRow } from '../../../../lib/customers/customers-views.ts'
import { formatNumber } from '../../../../lib/i18n/format.ts'

/** Customers with what is going on with them and what was before. */
export function CustomerTable({ customers }: { customers: CustomerRow[] }) {
  const t = useTranslations('customers')

  return (
    <Card>
      <DataTable label={t('title')}>
        <TableHead>
          <HeadCell>{t('column.customer')}</HeadCell>
          <HeadCell className={SPARE}>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.lockedNow')}</HeadCell>
          <HeadCell isNumber>{t('column.tickets')}</HeadCell>
          <HeadCell isNumber>{t('column.accounts')}</HeadCell>
          <HeadCell isNumber className={SPARE}>{t('column.locks')}</HeadCell>
          <HeadCell isNumber>{t('column.last')}</HeadCell>
          <HeadCell className={SPARE}>{t('column.limits')}</HeadCell>
          <HeadCell className={SPARE}>{t('column.language')}</HeadCell>
        </TableHead>
        <TableBody>
          {customers.map((customer) => (
            <CustomerTableRow key={customer.number} customer={customer} />
          ))}
        </TableBody>
      </DataTable>
    </Card>
  )
}

/** Left out where a table has little room: between a phone's cards and a wide screen. */
const SPARE = 'md:max-xl:hidden'

function CustomerTableRow({ customer }: { customer: CustomerRow }) {
  const t = useTranslations('customers')
  const language = useLocale()
  const figure = (value: number) => (value === 0 ? <span className="text-text-3">0</span> : formatNumber(value, language))
  const { number, name, lockedNow, hasOwnLimits } = customer

  return (
    <Row>
      <Cell isRowHead>
        <Link href={customerPath(number)} className="font-strong wrap-anywhere hover:text-accent hover:underline">
          {name}
        </Link>
      </Cell>
      <Cell label={t('column.number')} className={clsx('figures', SPARE)}>{number}</Cell>
      <Cell label={t('column.lockedNow')}>{lockedNow === 0 ? figure(0) : <StateWord tone="bad">{formatNumber(lockedNow, language)}</StateWord>}</Cell>
      <Cell label={t('column.tickets')} isNumber>{figure(customer.openTickets)}</Cell>
      <Cell label={t('column.accounts')} isNumber>{figure(customer.accounts)}</Cell>
      <Cell label={t('column.locks')} isNumber className={SPARE}>{figure(customer.locks)}</Cell>
      <Cell label={t('column.last')} isNumber>{customer.lastLockedAt ? <Time at={customer.lastLockedAt} isFocusable={false} /> : <span className="text-text-3">{t('never')}</span>}</Cell>
      <Cell label={t('column.limits')} className={clsx(SPARE, !hasOwnLimits && 'text-text-3')}>{t(`limitsOf.${hasOwnLimits ? 'own' : 'desk'}`)}</Cell>
      <Cell label={t('column.language')} className={SPARE}>{t('language', { language: customer.language })}</Cell>
    </Row>
  )
}
