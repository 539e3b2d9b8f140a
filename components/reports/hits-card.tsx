import { useLocale, useTranslations } from 'next-intl'
import { formatDuration, formatNumber } from '../../lib/i18n/format.ts'
import type { HitForPage, Report } from '../../lib/reports/report-views.ts'
import { Card, CardHead } from '../ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../ui/data-table.tsx'

/** Customers whose accounts were locked, most locks first; by number only where names are hidden. */
export function HitsCard({ report: { hits, hitsTotal, seesNames } }: { report: Report }) {
  const t = useTranslations('reports.hits')

  return (
    <Card aria-labelledby="hits">
      <CardHead id="hits" title={t('title')} about={hits.length > 0 && t('about')} isRuled={hits.length > 0} />
      {hits.length === 0 ? (
        <p className="px-4 pb-3 text-text-2">{t('none')}</p>
      ) : (
        <DataTable label={t('title')}>
          <TableHead className="md:static!">
            <HeadCell>{t('customer')}</HeadCell>
            <HeadCell isNumber>{t('locks')}</HeadCell>
            <HeadCell isNumber className={SPARE}>{t('accounts')}</HeadCell>
            <HeadCell isNumber className={SPARE}>{t('relapses')}</HeadCell>
            <HeadCell isNumber>{t('taken')}</HeadCell>
            <HeadCell isNumber className={SPARE}>{t('left')}</HeadCell>
            <HeadCell isNumber>{t('locked')}</HeadCell>
          </TableHead>
          <TableBody>
            {hits.map((hit) => (
              <HitRow key={hit.customer?.number ?? ''} hit={hit} />
            ))}
          </TableBody>
        </DataTable>
      )}
      {(hitsTotal > hits.length || !seesNames) && hits.length > 0 && (
        <p className="border-t border-line px-4 py-2 text-label text-text-2">
          {hitsTotal > hits.length && <span className="mr-3">{t('more', { count: hitsTotal - hits.length })}</span>}
          {!seesNames && <Pseudonym />}
        </p>
      )}
    </Card>
  )
}

function Pseudonym() {
  return useTranslations('reports')('pseudonym')
}

/** Left out where a table has little room: between a phone's cards and a wide screen, but not on paper. */
const SPARE = 'md:max-lg:hidden print:table-cell!'

function HitRow({ hit }: { hit: HitForPage }) {
  const t = useTranslations('reports.hits')
  const language = useLocale()
  const number = (value: number) => formatNumber(value, language)

  return (
    <Row>
      <Cell isRowHead>
        {hit.customer ? t('number', { number: hit.customer.number }) : <span className="text-wait">{t('nobody')}</span>}
        {hit.customer?.name && <span className="ml-2 text-text-2">{hit.customer.name}</span>}
      </Cell>
      <Cell label={t('locks')} isNumber>{number(hit.locks)}</Cell>
      <Cell label={t('accounts')} isNumber className={SPARE}>{number(hit.accounts)}</Cell>
      <Cell label={t('relapses')} isNumber className={SPARE}>{number(hit.relapses)}</Cell>
      <Cell label={t('taken')} isNumber>{number(hit.mailsTaken)}</Cell>
      <Cell label={t('left')} isNumber className={SPARE}>{number(hit.mailsLeft)}</Cell>
      <Cell label={t('locked')} isNumber>{formatDuration(hit.lockedMs / 1000, language)}</Cell>
    </Row>
  )
}
