import clsx from 'clsx'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, ROOMY_ONLY, Row, TableBody, TableHead, WIDE_ONLY } from '../../../../components/ui/data-table.tsx'
import { formatMillis, formatMonth, formatNumber } from '../../../../lib/i18n/format.ts'
import type { MonthRow } from '../../../../lib/reports/report-views.ts'

const COLUMNS = ['incidents', 'blocks', 'locks', 'customers', 'taken', 'left', 'relapses', 'falseAlarms', 'untilLocked', 'untilTold'] as const

/** Left out where a table has little room: between a phone's cards and a wide screen, but not on paper. */
const SPARE = new Set<string>(['incidents', 'blocks', 'left', 'falseAlarms', 'relapses'])

function roomFor(column: string): string | false {
  if (SPARE.has(column)) return WIDE_ONLY
  return (column === 'customers' || column === 'untilTold') && ROOMY_ONLY
}

/** Months with their figures, the running one first. */
export function MonthTable({ months }: { months: MonthRow[] }) {
  const t = useTranslations('reports.months')

  return (
    <Card>
      <DataTable label={t('title')}>
        <TableHead>
          <HeadCell>{t('month')}</HeadCell>
          {COLUMNS.map((column) => (
            <HeadCell key={column} isNumber className={clsx('whitespace-normal!', roomFor(column))}>{t(column)}</HeadCell>
          ))}
        </TableHead>
        <TableBody>
          {months.map((row, index) => (
            <MonthLine key={row.month} row={row} isRunning={index === 0} />
          ))}
        </TableBody>
      </DataTable>
    </Card>
  )
}

function MonthLine({ row: { month, figures, incidents }, isRunning }: { row: MonthRow; isRunning: boolean }) {
  const t = useTranslations('reports.months')
  const language = useLocale()
  const { untilLocked, untilTold } = figures.times
  const values = { incidents: incidents.opened, blocks: incidents.receiverBlocks, locks: figures.locks, customers: figures.customers, taken: figures.mailsTaken, left: figures.mailsLeft, relapses: figures.relapses, falseAlarms: figures.falseAlarms }

  return (
    <Row>
      <Cell isRowHead>
        <Link href={`/reports/months/${month}`} className="font-strong whitespace-nowrap text-accent hover:underline">
          {formatMonth(`${month}-15`, language, 'UTC')}
        </Link>
        {isRunning && <span className="ml-2 text-label text-text-3">{t('running')}</span>}
      </Cell>
      {(Object.keys(values) as (keyof typeof values)[]).map((key) => (
        <Cell key={key} label={t(key)} isNumber className={clsx(values[key] === 0 && 'text-text-3', roomFor(key))}>
          {formatNumber(values[key], language)}
        </Cell>
      ))}
      <Cell label={t('untilLocked')} isNumber className="md:max-lg:whitespace-normal!">{untilLocked ? formatMillis(untilLocked.median, language) : '–'}</Cell>
      <Cell label={t('untilTold')} isNumber className={clsx(roomFor('untilTold'))}>{untilTold ? formatMillis(untilTold.median, language) : '–'}</Cell>
    </Row>
  )
}
