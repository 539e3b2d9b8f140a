import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { LOCK_TONE } from '../../../../components/relay-locks/lock-tone.ts'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, ROOMY_ONLY, Row, TableBody, TableHead, WIDE_ONLY } from '../../../../components/ui/data-table.tsx'
import { LongName } from '../../../../components/ui/long-name.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import type { LockRow } from '../../../../lib/relay-locks/lock-page-records.ts'

/** Locks with whom they wait for. */
export function LockTable({ rows }: { rows: LockRow[] }) {
  const t = useTranslations('locks')

  return (
    <Card>
      <DataTable label={t('title')}>
        <TableHead>
          <HeadCell>{t('column.account')}</HeadCell>
          <HeadCell>{t('column.state')}</HeadCell>
          <HeadCell isNumber className={WIDE_ONLY}>{t('column.since')}</HeadCell>
          <HeadCell>{t('column.customer')}</HeadCell>
          <HeadCell className={ROOMY_ONLY}>{t('column.reason')}</HeadCell>
          <HeadCell>{t('column.waits')}</HeadCell>
          <HeadCell isNumber className={WIDE_ONLY}>{t('column.locked')}</HeadCell>
          <HeadCell isNumber>{t('column.ticket')}</HeadCell>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <LockTableRow key={row.id} row={row} />
          ))}
        </TableBody>
      </DataTable>
    </Card>
  )
}

function LockTableRow({ row }: { row: LockRow }) {
  const t = useTranslations('locks')
  const waitsFor = row.waitingFor === 'us' || row.waitingFor === 'customer' ? row.waitingFor : 'nobody'

  return (
    <Row>
      <Cell isRowHead>
        <Link href={`/support/locks/${row.id}`} className="hover:text-accent hover:underline">
          <LongName name={row.account} />
        </Link>
      </Cell>
      <Cell label={t('column.state')}>
        <StateWord tone={LOCK_TONE[row.state]}>{t(`state.${row.state}`)}</StateWord>
        {row.relapses > 0 && <span className="ml-2 text-label text-bad">{t('relapses', { count: row.relapses })}</span>}
      </Cell>
      <Cell label={t('column.since')} isNumber className={WIDE_ONLY}>
        <Time at={row.stateSince} shape="age" />
      </Cell>
      <Cell label={t('column.customer')}>{row.customer ?? <span className="text-wait">{t('nobody')}</span>}</Cell>
      <Cell label={t('column.reason')} className={ROOMY_ONLY}>
        {isLimit(row.limit) ? t(`limit.${row.limit}`) : t('byPerson')}
        {row.originHost && <span className="mono ml-2 text-text-2">{row.originHost}</span>}
      </Cell>
      <Cell label={t('column.waits')} className={waitsFor === 'us' ? 'font-strong' : undefined}>
        {t(`waitsFor.${waitsFor}`)}
      </Cell>
      <Cell label={t('column.locked')} isNumber className={WIDE_ONLY}>
        <Time at={row.lockedAt} />
      </Cell>
      <Cell label={t('column.ticket')} isNumber>
        {row.ticketNumber !== null && (
          <Link href={`/support/tickets/${row.ticketNumber}`} className="text-accent hover:underline">
            {row.ticketNumber}
          </Link>
        )}
      </Cell>
    </Row>
  )
}

const LIMITS = ['undeliverable', 'recipients', 'unknown', 'networks', 'messages'] as const
function isLimit(limit: string | null): limit is (typeof LIMITS)[number] {
  return LIMITS.some((one) => one === limit)
}
