import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { requestTone } from '../../../../components/delisting-requests/request-tone.ts'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, ROOMY_ONLY, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import type { RequestLine } from '../../../../lib/delisting-requests/request-line.ts'
import type { RequestList } from '../../../../lib/delisting-requests/request-views.ts'
import { formatDayClock } from '../../../../lib/i18n/format.ts'

/** Requests by when an answer is due, what is overdue first. */
export function RequestTable({ rows }: { rows: RequestList['rows'] }) {
  const t = useTranslations('requests')

  return (
    <Card>
      <DataTable label={t('title')}>
        <TableHead>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell>{t('column.to')}</HeadCell>
          <HeadCell>{t('column.state')}</HeadCell>
          <HeadCell>{t('column.targets')}</HeadCell>
          <HeadCell className={ROOMY_ONLY}>{t('column.ticket')}</HeadCell>
          <HeadCell isNumber className={ROOMY_ONLY}>{t('column.asked')}</HeadCell>
          <HeadCell isNumber>{t('column.due')}</HeadCell>
        </TableHead>
        <TableBody>
          {rows.map((row) => <RequestRow key={row.number} row={row} />)}
        </TableBody>
      </DataTable>
    </Card>
  )
}

function RequestRow({ row }: { row: RequestList['rows'][number] }) {
  const t = useTranslations('requests')
  const at = useMoment()
  const none = <span className="text-text-3">–</span>

  return (
    <Row>
      <Cell isRowHead>
        <Link href={`/support/requests/${row.number}`} className="figures font-strong text-accent hover:underline">
          <span className="sr-only">{t('openOne')} </span>{row.number}
        </Link>
      </Cell>
      <Cell label={t('column.to')}>
        <span className="font-strong">{row.name}</span> <span className="text-label text-text-3">{t(`toOne.${row.addressee}`)}</span>
      </Cell>
      <Cell label={t('column.state')}>
        <StateWord tone={requestTone(row)}>{row.isOverdue ? t('overdue') : t(`state.${row.state}`)}</StateWord>
        {row.seemsOver && <span className="ml-2 text-label text-ok">{t('seemsOver')}</span>}
      </Cell>
      <Cell label={t('column.targets')}><span className="mono">{t('about.targets', { more: row.targets.length - 1, first: row.targets[0] ?? '' })}</span></Cell>
      <Cell label={t('column.ticket')} className={ROOMY_ONLY}>{row.ticketNumber === '' ? none : <span className="mono wrap-anywhere">{row.ticketNumber}</span>}</Cell>
      <Cell label={t('column.asked')} isNumber className={ROOMY_ONLY}>{row.askedAt ? at(row.askedAt) : none}</Cell>
      <Cell label={t('column.due')} isNumber><Due row={row} /></Cell>
    </Row>
  )
}

function Due({ row: { isOpen, state, isOverdue, answerDueAt, closedAt } }: { row: RequestLine }) {
  const t = useTranslations('requests')
  const at = useMoment()
  if (!isOpen) return closedAt && t('about.closed', { at: at(closedAt) })
  if (state !== 'asked' || !answerDueAt) return <span className="text-text-3">–</span>
  return <span className={isOverdue ? 'font-strong text-bad' : undefined}>{at(answerDueAt)}</span>
}

function useMoment(): (time: string) => string {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  return (time) => formatDayClock(time, now, language, zone)
}
