import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { MaySendWord } from '../../../../components/accounts/may-send-word.tsx'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, ROOMY_ONLY, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { LongName } from '../../../../components/ui/long-name.tsx'
import type { AccountRow } from '../../../../lib/accounts/account-list-views.ts'
import { formatNumber } from '../../../../lib/i18n/format.ts'
import { AssignAccount } from './assign-account.tsx'

/** Accounts with whose they are, whether they may send, where and how much. */
export function AccountTable({ rows }: { rows: AccountRow[] }) {
  const t = useTranslations('accounts')

  return (
    <Card>
      <DataTable label={t('title')}>
        <TableHead>
          <HeadCell>{t('column.account')}</HeadCell>
          <HeadCell>{t('column.sending')}</HeadCell>
          <HeadCell>{t('column.customer')}</HeadCell>
          <HeadCell className={ROOMY_ONLY}>{t('column.hosts')}</HeadCell>
          <HeadCell isNumber className="md:max-lg:whitespace-normal!">{t('column.rate')}</HeadCell>
          <HeadCell isNumber className={ROOMY_ONLY}>{t('column.today')}</HeadCell>
          <HeadCell isNumber className={ROOMY_ONLY}>{t('column.quarantined')}</HeadCell>
          <HeadCell isNumber>{t('column.ticket')}</HeadCell>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <AccountTableRow key={row.name} row={row} />
          ))}
        </TableBody>
      </DataTable>
    </Card>
  )
}

function AccountTableRow({ row }: { row: AccountRow }) {
  const t = useTranslations('accounts')
  const language = useLocale()
  const ticket = row.sending === 'open' ? null : (row.lock?.ticketNumber ?? null)
  const figure = (value: number) => (value === 0 ? <span className="text-text-3">0</span> : formatNumber(value, language))

  return (
    <Row>
      <Cell isRowHead>
        <Link href={`/support/accounts/${encodeURIComponent(row.name)}`} className="hover:text-accent hover:underline">
          <LongName name={row.name} />
        </Link>
      </Cell>
      <Cell label={t('column.sending')}>
        <MaySendWord sending={row.sending} />
      </Cell>
      <Cell label={t('column.customer')}>
        {row.customer ? (
          <Link href={`/support/customers/${encodeURIComponent(row.customer.number)}`} className="hover:text-accent hover:underline">
            {row.customer.name}
          </Link>
        ) : (
          <AssignAccount account={row.name} isLocked={row.sending !== 'open'} isQuiet />
        )}
      </Cell>
      <Cell label={t('column.hosts')} className={ROOMY_ONLY}>
        <OnHosts row={row} />
      </Cell>
      <Cell label={t('column.rate')} isNumber>{figure(row.rate)}</Cell>
      <Cell label={t('column.today')} isNumber className={ROOMY_ONLY}>{figure(row.sentToday)}</Cell>
      <Cell isNumber {...hiddenOnPhones(t('column.quarantined'), row.quarantined === 0, ROOMY_ONLY)}>
        {row.quarantined === 0 ? figure(0) : (
          <Link href={`/support/quarantine?account=${encodeURIComponent(row.name)}`} className="text-accent hover:underline">
            {formatNumber(row.quarantined, language)}
          </Link>
        )}
      </Cell>
      <Cell isNumber {...hiddenOnPhones(t('column.ticket'), ticket === null)}>
        {ticket === null ? (
          <span className="text-text-3">–</span>
        ) : (
          <Link href={`/support/tickets/${ticket}`} className="text-accent hover:underline">
            {ticket}
          </Link>
        )}
      </Cell>
    </Row>
  )
}

/** A card on a phone leaves out what says nothing. */
function hiddenOnPhones(label: string, isHidden: boolean, more = ''): { label?: string; className: string } {
  return isHidden ? { className: `max-md:hidden ${more}` } : { label, className: more }
}

/** Where it sends; while it may not, on how many hosts that holds. */
function OnHosts({ row: { hosts, standing, sending } }: { row: AccountRow }) {
  const t = useTranslations('accounts')
  const language = useLocale()
  if (sending !== 'open' && standing.wanted > 0) {
    const words = t('standing', { agreed: formatNumber(standing.agreed, language), wanted: formatNumber(standing.wanted, language) })
    return <span className={standing.agreed < standing.wanted ? 'text-wait' : undefined}>{words}</span>
  }
  if (hosts.length === 0) return <span className="text-text-3">{t('noHosts')}</span>
  const more = hosts.length - HOSTS_NAMED
  return <span className="mono">{hosts.slice(0, HOSTS_NAMED).join(', ') + (more > 0 ? ` +${more}` : '')}</span>
}

const HOSTS_NAMED = 3
