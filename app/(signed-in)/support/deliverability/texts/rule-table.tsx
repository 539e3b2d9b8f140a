import { useLocale, useTranslations } from 'next-intl'
import { Card } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import { formatNumber } from '../../../../../lib/i18n/format.ts'
import type { RuleRow } from '../../../../../lib/taught-rules/taught-rule-views.ts'
import { RevokeRule } from './revoke-rule.tsx'

/** What was taught: the text, what it means, by whom and when, how often it spoke. */
export function RuleTable({ rows }: { rows: RuleRow[] }) {
  const t = useTranslations('texts')
  const language = useLocale()

  return (
    <Card>
      <DataTable label={t('show.rules')}>
        <TableHead>
          <HeadCell>{t('column.rule')}</HeadCell>
          <HeadCell>{t('column.means')}</HeadCell>
          <HeadCell isNumber>{t('column.hits')}</HeadCell>
          <HeadCell>{t('column.by')}</HeadCell>
          <HeadCell>{t('column.state')}</HeadCell>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Row key={row.id}>
              <Cell isRowHead>
                <span className="mono block max-w-110 font-[400] wrap-anywhere whitespace-normal">{row.text}</span>
                {row.note !== '' && <span className="block max-w-110 text-label font-[400] wrap-anywhere whitespace-normal text-text-2">{row.note}</span>}
              </Cell>
              <Cell label={t('column.means')}><Meaning row={row} /></Cell>
              <Cell label={t('column.hits')} isNumber>{formatNumber(row.hits, language)}</Cell>
              <Cell label={t('column.by')}>{row.madeBy ?? '–'}, <Time at={row.madeAt} /></Cell>
              <Cell label={t('column.state')}><RuleState row={row} /></Cell>
            </Row>
          ))}
        </TableBody>
      </DataTable>
    </Card>
  )
}

function Meaning({ row }: { row: RuleRow }) {
  const t = useTranslations('texts')
  const classes = useTranslations('deliverability.class')

  return (
    <span className="whitespace-normal">
      <span className="font-strong">{classes(row.class)}</span>
      <span className="block text-label text-text-2">{t(`scope.${row.scope}`)} · {t(`lasts.${lastsOf(row.permanent)}`)} · {row.receiver?.name ?? t('anyReceiver')}</span>
    </span>
  )
}

function RuleState({ row }: { row: RuleRow }) {
  const t = useTranslations('texts')
  if (!row.revoked) {
    return <span className="inline-flex flex-wrap items-center gap-2"><StateWord tone="ok">{t('inForce')}</StateWord>{row.mayRevoke && <RevokeRule id={row.id} text={row.text} />}</span>
  }
  return (
    <span className="whitespace-normal">
      <StateWord tone="few">{t('revoked')}</StateWord>
      <span className="block text-label text-text-2">{row.revoked.by ?? '–'}, <Time at={row.revoked.at} /> · {row.revoked.reason}</span>
    </span>
  )
}

function lastsOf(permanent: boolean | null): 'yes' | 'no' | 'code' {
  return permanent === null ? 'code' : permanent ? 'yes' : 'no'
}
