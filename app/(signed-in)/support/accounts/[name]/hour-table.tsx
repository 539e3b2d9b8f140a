import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import type { AccountTraffic } from '../../../../../lib/accounts/account-traffic-views.ts'
import { formatClock, formatDay, formatNumber } from '../../../../../lib/i18n/format.ts'

const FIGURES = ['messages', 'recipients', 'delivered', 'deferred', 'bounced', 'unknownRecipients', 'held', 'refused'] as const

/** The last day hour by hour in figures, folded away until asked for. */
export function HourTable({ hours }: { hours: AccountTraffic['hours'] }) {
  const t = useTranslations('accounts.traffic')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'

  return (
    <details className="border-t border-line">
      <summary className="focus-inset px-4 py-2 text-label text-accent hover:underline">{t('asTable')}</summary>
      {hours.length === 0 ? (
        <p className="px-4 pb-3 text-text-2">{t('noHours')}</p>
      ) : (
        <DataTable label={t('asTable')}>
          <TableHead className="md:static!">
            <HeadCell>{t('hour')}</HeadCell>
            {FIGURES.map((figure) => (
              <HeadCell key={figure} isNumber>{t(figure)}</HeadCell>
            ))}
          </TableHead>
          <TableBody>
            {hours.map((hour) => (
              <Row key={hour.at}>
                <Cell isRowHead className="figures whitespace-nowrap">
                  {formatDay(hour.at, language, zone)} {formatClock(hour.at, language, zone)}
                </Cell>
                {FIGURES.map((figure) => (
                  <Cell key={figure} label={t(figure)} isNumber className={hour[figure] === 0 ? 'text-text-3' : undefined}>
                    {formatNumber(hour[figure], language)}
                  </Cell>
                ))}
              </Row>
            ))}
          </TableBody>
        </DataTable>
      )}
    </details>
  )
}
