import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { MaySendWord } from '../../../../../components/accounts/may-send-word.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import { LongName } from '../../../../../components/ui/long-name.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import { accountPath } from '../../../../../lib/accounts/account-page-query.ts'
import type { CustomerForSupport } from '../../../../../lib/customers/customer-views.ts'
import { formatNumber } from '../../../../../lib/i18n/format.ts'

/** His accounts, and whether they may send. */
export function CustomerAccounts({ accounts, total }: Pick<CustomerForSupport, 'accounts'> & { total: number }) {
  const t = useTranslations('customers.accounts')
  const language = useLocale()

  return (
    <Card aria-labelledby="accounts">
      <CardHead id="accounts" title={t('title')} about={accounts.length === 0 ? t('noneAbout') : formatNumber(total, language)} isRuled />
      {accounts.length === 0 ? (
        <p className="px-4 py-4 text-text-2">{t('none')}</p>
      ) : (
        <DataTable label={t('title')}>
          <TableHead className="md:static!">
            <HeadCell>{t('account')}</HeadCell>
            <HeadCell>{t('sending')}</HeadCell>
            <HeadCell isNumber>{t('today')}</HeadCell>
            <HeadCell isNumber>{t('quarantined')}</HeadCell>
            <HeadCell isNumber>{t('seen')}</HeadCell>
          </TableHead>
          <TableBody>
            {accounts.map((account) => (
              <Row key={account.name}>
                <Cell isRowHead>
                  <Link href={accountPath(account.name)} className="hover:text-accent hover:underline">
                    <LongName name={account.name} />
                  </Link>
                </Cell>
                <Cell label={t('sending')}><MaySendWord sending={account.sending} /></Cell>
                <Cell label={t('today')} isNumber>{formatNumber(account.sentToday, language)}</Cell>
                <Cell label={t('quarantined')} isNumber>{formatNumber(account.quarantined, language)}</Cell>
                <Cell label={t('seen')} isNumber>{account.lastSeenAt ? <Time at={account.lastSeenAt} isFocusable={false} /> : '–'}</Cell>
              </Row>
            ))}
          </TableBody>
        </DataTable>
      )}
      {total > accounts.length && <p className="border-t border-line px-4 py-2 text-label text-text-2">{t('more', { count: accounts.length })}</p>}
    </Card>
  )
}
