import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { LOCK_TONE } from '../../../../components/relay-locks/lock-tone.ts'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, ROOMY_ONLY, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { LongName } from '../../../../components/ui/long-name.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import type { TicketRowForList } from '../../../../lib/tickets/ticket-page-records.ts'

/** Tickets by whose turn it is, longest waiting first. */
export function TicketTable({ rows }: { rows: TicketRowForList[] }) {
  const t = useTranslations('tickets')

  return (
    <Card>
      <DataTable label={t('title')}>
        <TableHead>
          <HeadCell>{t('column.account')}</HeadCell>
          <HeadCell>{t('column.state')}</HeadCell>
          <HeadCell>{t('column.customer')}</HeadCell>
          <HeadCell className={ROOMY_ONLY}>{t('column.answers')}</HeadCell>
          <HeadCell>{t('column.waits')}</HeadCell>
          <HeadCell isNumber className={ROOMY_ONLY}>{t('column.since')}</HeadCell>
          <HeadCell className={ROOMY_ONLY}>{t('column.takenBy')}</HeadCell>
          <HeadCell isNumber>{t('column.number')}</HeadCell>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TicketRow key={row.number} row={row} />
          ))}
        </TableBody>
      </DataTable>
    </Card>
  )
}

function TicketRow({ row }: { row: TicketRowForList }) {
  const t = useTranslations('tickets')
  const state = useTranslations('locks')
  const waitsFor = row.waitingFor === 'us' || row.waitingFor === 'customer' ? row.waitingFor : 'nobody'

  return (
    <Row>
      <Cell isRowHead>
        <Link href={`/support/tickets/${row.number}`} className="hover:text-accent hover:underline">
          <LongName name={row.account} />
        </Link>
      </Cell>
      <Cell label={t('column.state')}>
        <StateWord tone={LOCK_TONE[row.lockState]}>{state(`state.${row.lockState}`)}</StateWord>
        {row.relapses > 0 && <span className="ml-2 text-label text-bad">{state('relapses', { count: row.relapses })}</span>}
      </Cell>
      <Cell label={t('column.customer')}>{row.customer ?? <span className="text-wait">{t('nobodyKnown')}</span>}</Cell>
      <Cell label={t('column.answers')} className={`figures ${ROOMY_ONLY}`}>
        {t('answered', { count: row.answered })}
      </Cell>
      <Cell label={t('column.waits')} className={waitsFor === 'us' ? 'font-strong' : undefined}>
        {t(`waitsFor.${waitsFor}`)}
      </Cell>
      <Cell label={t('column.since')} isNumber className={ROOMY_ONLY}>
        <Time at={row.waitingSince} shape="age" />
      </Cell>
      <Cell label={t('column.takenBy')} className={ROOMY_ONLY}>{row.takenBy ? <span title={row.takenBy.name}>{row.takenBy.initials || row.takenBy.name}</span> : ''}</Cell>
      <Cell label={t('column.number')} isNumber>
        {row.number}
      </Cell>
    </Row>
  )
}
