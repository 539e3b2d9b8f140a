import Link from 'next/link'
import { useLocale, useNow, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import { Figure } from '../../../../../components/ui/figure.tsx'
import { MonoCut } from '../../../../../components/ui/mono-cut.tsx'
import type { HostForSupport } from '../../../../../lib/hosts/host-views.ts'
import { formatAge, formatNumber } from '../../../../../lib/i18n/format.ts'

const PARTS = ['total', 'active', 'deferred', 'held', 'quarantined'] as const

/** The queue as last read, and whose mails lie in it. */
export function QueueCard({ queue }: { queue: HostForSupport['queue'] }) {
  const t = useTranslations('hosts.queue')
  const language = useLocale()
  const now = useNow()

  return (
    <Card aria-labelledby="queue">
      <CardHead
        id="queue"
        title={t('title')}
        about={queue && t('about', { age: formatAge(queue.readAt, now, language) })}
        aside={queue?.reading.oldestAt && <span className="text-label text-text-2">{t('oldest', { age: formatAge(queue.reading.oldestAt, now, language, 'age') })}</span>}
        isRuled
      />
      {queue ? (
        <>
          <div className="grid grid-cols-5 gap-3 px-4 py-3 max-md:grid-cols-2">
            {PARTS.map((part) => (
              <Figure key={part} value={formatNumber(queue.reading[part], language)} label={t(part)} />
            ))}
          </div>
          <TopAccounts accounts={queue.reading.accounts} />
        </>
      ) : (
        <p className="px-4 py-4 text-text-2">{t('none')}</p>
      )}
    </Card>
  )
}

type Accounts = NonNullable<HostForSupport['queue']>['reading']['accounts']

function TopAccounts({ accounts }: { accounts: Accounts }) {
  const t = useTranslations('hosts.queue')
  const language = useLocale()
  if (accounts.length === 0) return <p className="border-t border-line px-4 py-3 text-text-2">{t('topNone')}</p>

  return (
    <div className="border-t border-line">
      <DataTable label={t('top')}>
        <TableHead className="static!">
          <HeadCell>{t('top')}</HeadCell>
          <HeadCell isNumber>{t('mails')}</HeadCell>
          <HeadCell isNumber>{t('undeliverable')}</HeadCell>
        </TableHead>
        <TableBody>
          {accounts.map(({ account, messages, undeliverable }) => (
            <Row key={account ?? ''}>
              <Cell isRowHead>
                {account ? <Link href={`/support/accounts/${encodeURIComponent(account)}`} className="hover:text-accent hover:underline"><MonoCut text={account} /></Link> : <span className="text-text-2">{t('system')}</span>}
              </Cell>
              <Cell label={t('mails')} isNumber>{formatNumber(messages, language)}</Cell>
              <Cell label={t('undeliverable')} isNumber>{formatNumber(undeliverable, language)}</Cell>
            </Row>
          ))}
        </TableBody>
      </DataTable>
    </div>
  )
}
