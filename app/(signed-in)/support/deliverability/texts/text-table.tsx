import { useLocale, useTranslations } from 'next-intl'
import { Card } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import { LinkButton } from '../../../../../components/ui/link-button.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import { formatNumber } from '../../../../../lib/i18n/format.ts'
import type { TextRow } from '../../../../../lib/taught-rules/taught-rule-views.ts'
import { textsHref, type TextsQuery } from '../../../../../lib/taught-rules/texts-query.ts'

const NAMES_SHOWN = 3

/** Refusals that no rule knows, most frequent first, each as the receiver said it last. */
export function TextTable({ rows, query, mayName }: { rows: TextRow[]; query: TextsQuery; mayName: boolean }) {
  const t = useTranslations('texts')
  const language = useLocale()

  return (
    <Card>
      <DataTable label={t('show.texts')}>
        <TableHead>
          <HeadCell>{t('column.text')}</HeadCell>
          <HeadCell isNumber>{t('column.count')}</HeadCell>
          <HeadCell>{t('column.receivers')}</HeadCell>
          <HeadCell>{t('column.hosts')}</HeadCell>
          <HeadCell isNumber>{t('column.last')}</HeadCell>
          <HeadCell>{t('column.act')}</HeadCell>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Row key={row.id}>
              <Cell isRowHead><span className="mono block max-w-130 font-[400] wrap-anywhere whitespace-normal">{row.example}</span></Cell>
              <Cell label={t('column.count')} isNumber>{formatNumber(row.count, language)}</Cell>
              <Cell label={t('column.receivers')}><Few names={row.receivers.map(({ name }) => name)} /></Cell>
              <Cell label={t('column.hosts')}><Few names={row.hosts} isMono /></Cell>
              <Cell label={t('column.last')} isNumber><Time at={row.lastAt} shape="age" /></Cell>
              <Cell label={t('column.act')}>
                {mayName && <LinkButton href={textsHref(query, { name: row.id, page: query.page })} aria-label={t('nameOf', { text: row.form })}>{t('name')}</LinkButton>}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </DataTable>
    </Card>
  )
}

function Few({ names, isMono }: { names: string[]; isMono?: boolean }) {
  const t = useTranslations('texts')
  const more = names.length - NAMES_SHOWN
  return (
    <span className="whitespace-normal" title={names.join(', ')}>
      <span className={isMono ? 'mono' : undefined}>{names.slice(0, NAMES_SHOWN).join(', ')}</span> {more > 0 && <span className="text-text-2">{t('more', { count: more })}</span>}
    </span>
  )
}
