import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ClassTags } from '../../../../../components/deliveries/class-tags.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import { LongName } from '../../../../../components/ui/long-name.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import type { Met } from '../../../../../lib/deliveries/met-views.ts'
import { receiverHref } from '../../../../../lib/deliveries/receiver-query.ts'

const RECEIVERS_SHOWN = 8
const ACCOUNTS_SHOWN = 2

/** Which receivers refused mail of his accounts, in short; the words stand on the account's page. */
export function CustomerMet({ met }: { met: Met }) {
  const t = useTranslations('customers.met')

  return (
    <Card aria-labelledby="customer-met">
      <CardHead id="customer-met" title={t('title')} about={t('about', { count: met.samples, days: met.days })} isRuled />
      {met.receivers.length === 0 ? <p className="px-4 py-3 text-text-2">{t('none')}</p> : (
        <DataTable label={t('title')}>
          <TableHead className="md:static!">
            <HeadCell>{t('receiver')}</HeadCell>
            <HeadCell>{t('classes')}</HeadCell>
            <HeadCell>{t('accounts')}</HeadCell>
            <HeadCell isNumber>{t('samples')}</HeadCell>
            <HeadCell isNumber>{t('last')}</HeadCell>
          </TableHead>
          <TableBody>
            {met.receivers.slice(0, RECEIVERS_SHOWN).map(({ receiver, name, groups, accounts, samples, lastAt }) => (
              <Row key={receiver}>
                <Cell isRowHead><Link href={receiverHref(receiver, { period: '7d' })} className="font-strong wrap-anywhere hover:text-accent hover:underline">{name}</Link></Cell>
                <Cell label={t('classes')}><ClassTags classes={[...new Set(groups.map(({ refusalClass }) => refusalClass))]} /></Cell>
                <Cell label={t('accounts')}>
                  {accounts.slice(0, ACCOUNTS_SHOWN).map((account) => (
                    <Link key={account} href={`/support/accounts/${encodeURIComponent(account)}`} className="block hover:text-accent hover:underline"><LongName name={account} /></Link>
                  ))}
                  {accounts.length > ACCOUNTS_SHOWN && <span className="text-label text-text-3">+{accounts.length - ACCOUNTS_SHOWN}</span>}
                </Cell>
                <Cell label={t('samples')} isNumber>{samples}</Cell>
                <Cell label={t('last')} isNumber><Time at={lastAt} isFocusable={false} /></Cell>
              </Row>
            ))}
          </TableBody>
        </DataTable>
      )}
    </Card>
  )
}
