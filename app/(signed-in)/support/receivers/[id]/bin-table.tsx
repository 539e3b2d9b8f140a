import { useLocale, useTranslations } from 'next-intl'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import type { ClassSeries } from '../../../../../lib/deliveries/class-series.ts'
import type { DeliveryPeriod } from '../../../../../lib/deliveries/delivery-period.ts'
import { judged } from '../../../../../lib/deliveries/matrix.ts'
import type { ReceiverBin } from '../../../../../lib/deliveries/receiver-page.ts'
import { formatNumber } from '../../../../../lib/i18n/format.ts'
import { useBinWord, useClassName } from './bin-words.ts'

/** The figures of both charts, newest first, folded away until asked for. */
export function BinTable({ bins, series, period }: { bins: ReceiverBin[]; series: ClassSeries[]; period: DeliveryPeriod }) {
  const t = useTranslations('receivers.chart')
  const language = useLocale()
  const word = useBinWord(period)
  const nameOf = useClassName()
  const number = (value: number) => <span className={value === 0 ? 'text-text-3' : undefined}>{formatNumber(value, language)}</span>
  const rows = bins.map((bin, index) => ({ ...bin, index })).filter(({ pair }) => pair !== null).reverse()

  return (
    <details className="border-t border-line">
      <summary className="focus-inset px-4 py-2 text-label text-accent hover:underline">{t('asTable')}</summary>
      {rows.length === 0 ? <p className="px-4 pb-3 text-text-2">{t('none')}</p> : (
        <div className="overflow-x-auto">
          <DataTable label={t('title')}>
            <TableHead className="md:static!">
              <HeadCell>{t('when')}</HeadCell>
              <HeadCell isNumber>{t('attempts')}</HeadCell>
              <HeadCell isNumber>{t('delivered')}</HeadCell>
              {series.map((one) => <HeadCell key={one.refusalClass ?? 'other'} isNumber>{nameOf(one)}</HeadCell>)}
            </TableHead>
            <TableBody>
              {rows.map(({ at, pair, index }) => (
                <Row key={at}>
                  <Cell isRowHead className="figures whitespace-nowrap">{word(at)}</Cell>
                  <Cell label={t('attempts')} isNumber>{number(pair ? judged(pair) + pair.others : 0)}</Cell>
                  <Cell label={t('delivered')} isNumber>{number(pair?.delivered ?? 0)}</Cell>
                  {series.map((one) => <Cell key={one.refusalClass ?? 'other'} label={nameOf(one)} isNumber>{number(one.values[index] ?? 0)}</Cell>)}
                </Row>
              ))}
            </TableBody>
          </DataTable>
        </div>
      )}
    </details>
  )
}
