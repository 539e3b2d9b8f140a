import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { formatMonthDay, formatNumber } from '../../lib/i18n/format.ts'
import type { Report } from '../../lib/reports/report-views.ts'
import { BarChart } from '../ui/bar-chart.tsx'
import { Card, CardHead } from '../ui/card.tsx'

const AXIS_WORDS = 5

/** Locks over the period. */
export function LocksChart({ bars: { days, bars } }: Pick<Report, 'bars'>) {
  const t = useTranslations('reports.chart')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const sum = bars.reduce((total, bar) => total + bar.locks, 0)
  const max = Math.max(0, ...bars.map((bar) => bar.locks))
  const every = Math.max(1, Math.ceil(bars.length / AXIS_WORDS))
  const day = (at: string) => formatMonthDay(at, language, zone)

  return (
    <Card aria-labelledby="locks-chart" className="pb-3">
      <CardHead id="locks-chart" title={t('title')} about={t('about', { days })} />
      <div className="px-4 pt-2">
        {sum === 0 ? (
          <p className="text-text-2">{t('none')}</p>
        ) : (
          <BarChart
            label={t('label', { count: bars.length, sum, max })}
            top={Math.max(2, max + (max % 2))}
            height={72}
            tickWord={(value) => formatNumber(value, language)}
            axis={bars.flatMap((bar, index) => (index % every === 0 && index < bars.length - every / 3 ? [{ share: index / bars.length, word: day(bar.at), isSpare: (index / every) % 2 === 1 }] : []))}
            bars={bars.map((bar) => ({ parts: [{ value: bar.locks, tone: bar.relapses > 0 ? 'bad' : 'unk' }], title: t('bar', { at: day(bar.at), locks: bar.locks, relapses: bar.relapses }) }))}
          />
        )}
      </div>
    </Card>
  )
}
