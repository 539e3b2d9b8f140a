import clsx from 'clsx'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead, WIDE_ONLY } from '../../../../components/ui/data-table.tsx'
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
          <HeadCell className={WIDE_ONLY}>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.lockedNow')}</HeadCell>
          <HeadCell isNumber>{t('column.tickets')}</HeadCell>
          <HeadCell isNumber>{t('column.accounts')}</HeadCell>
          <HeadCell isNumber className={WIDE_ONLY}>{t('column.locks')}</HeadCell>
          <HeadCell isNumber>{t('column.last')}</HeadCell>
          <HeadCell className={WIDE_ONLY}>{t('column.limits')}</HeadCell>
          <HeadCell className={WIDE_ONLY}>{t('column.language')}</HeadCell>
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
      <Cell label={t('column.number')} className={clsx('figures', WIDE_ONLY)}>{number}</Cell>
      <Cell label={t('column.lockedNow')}>{lockedNow === 0 ? figure(0) : <StateWord tone="bad">{formatNumber(lockedNow, language)}</StateWord>}</Cell>
      <Cell label={t('column.tickets')} isNumber>{figure(customer.openTickets)}</Cell>
      <Cell label={t('column.accounts')} isNumber>{figure(customer.accounts)}</Cell>
      <Cell label={t('column.locks')} isNumber className={WIDE_ONLY}>{figure(customer.locks)}</Cell>
      <Cell label={t('column.last')} isNumber>{customer.lastLockedAt ? <Time at={customer.lastLockedAt} isFocusable={false} /> : <span className="text-text-3">{t('never')}</span>}</Cell>
      <Cell label={t('column.limits')} className={clsx(WIDE_ONLY, !hasOwnLimits && 'text-text-3')}>{t(`limitsOf.${hasOwnLimits ? 'own' : 'desk'}`)}</Cell>
      <Cell label={t('column.language')} className={WIDE_ONLY}>{t('language', { language: customer.language })}</Cell>
    </Row>
  )
}
