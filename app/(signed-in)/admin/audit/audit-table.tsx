import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { Card, Quote } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import type { AuditRow } from '../../../../lib/audit/audit-views.ts'
import { formatDayClock, formatWhole } from '../../../../lib/i18n/format.ts'

/** Acts, newest first, each with what was before and after where the reader may see it. */
export function AuditTable({ rows }: { rows: AuditRow[] }) {
  const t = useTranslations('admin.audit')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()

  return (
    <Card className="overflow-clip">
      <DataTable label={t('title')}>
        <TableHead>
          {(['at', 'who', 'action', 'subject', 'reason', 'details', 'seal'] as const).map((name) => (
            <HeadCell key={name}>{t(`column.${name}`)}</HeadCell>
          ))}
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Row key={row.id} className="align-top">
              <Cell label={t('column.at')} className="figures whitespace-nowrap text-text-2">
                <time dateTime={row.at} title={formatWhole(row.at, language, zone)}>{formatDayClock(row.at, now, language, zone)}</time>
              </Cell>
              <Cell label={t('column.who')} className="md:whitespace-nowrap">{row.actor}</Cell>
              <Cell isRowHead className="font-strong whitespace-nowrap">{row.action}</Cell>
              <Cell label={t('column.subject')} className="mono wrap-anywhere">{row.subject}</Cell>
              <Cell label={t('column.reason')} className="wrap-anywhere text-text-2">{row.reason || '–'}</Cell>
              <Cell label={t('column.details')}><Details row={row} /></Cell>
              <Cell label={t('column.seal')} className="md:whitespace-nowrap"><StateWord tone={row.isSealed ? 'ok' : 'few'}>{t(row.isSealed ? 'sealed' : 'unsealed')}</StateWord></Cell>
            </Row>
          ))}
        </TableBody>
      </DataTable>
    </Card>
  )
}

function Details({ row }: { row: AuditRow }) {
  const t = useTranslations('admin.audit')
  if (!row.details) return <span className="text-text-3">–</span>

  return (
    <details className="max-w-90">
      <summary className="text-accent">
        {t('show')}
        <span className="sr-only"> {row.action}, {row.subject}</span>
      </summary>
      {(['before', 'after', 'answer'] as const).map((part) => {
        const value = row.details?.[part]
        return value === null || value === undefined ? null : (
          <div key={part} className="mt-1">
            <p className="text-label text-text-3">{t(part)}</p>
            <Quote>{JSON.stringify(value, null, 1)}</Quote>
          </div>
        )
      })}
    </details>
  )
}
