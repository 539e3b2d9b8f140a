import clsx from 'clsx'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { BarChart, type ChartPlace } from '../../../../../components/ui/bar-chart.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { PATTERN_LOOKS } from '../../../../../components/ui/pattern-look.ts'
import type { DeliveryPeriod } from '../../../../../lib/deliveries/delivery-period.ts'
import { judged } from '../../../../../lib/deliveries/matrix.ts'
import type { ReceiverBin } from '../../../../../lib/deliveries/receiver-page.ts'
import type { ReceiverQuery } from '../../../../../lib/deliveries/receiver-query.ts'
import type { ReceiverPage } from '../../../../../lib/deliveries/receiver-views.ts'
import { seriesOf, type ClassSeries } from '../../../../../lib/deliveries/class-series.ts'
import { formatClock, formatMonthDay, formatNumber, formatShare } from '../../../../../lib/i18n/format.ts'
import { ratherRound } from '../../../../../lib/deliveries/rather-round.ts'
import { useBinWord, useClassName } from './bin-words.ts'
import { BinTable } from './bin-table.tsx'

/** The share that was taken and what the refusals were about, bar by bar. What was not counted stays empty. */
export function OverTime({ receiver: { bins }, query: { period } }: { receiver: ReceiverPage; query: ReceiverQuery }) {
  const t = useTranslations('receivers')
  const series = seriesOf(bins)

  return (
    <Card aria-labelledby="over-time">
      <CardHead id="over-time" title={t('chart.title')} about={t('chart.about', { period: t(`periods.${period}`) })} />
      <div className="px-4 pb-3">
        <h3 className="mb-2 text-label text-text-2">{t('chart.share')}</h3>
        <ShareBars bins={bins} period={period} />
        <h3 className="mt-4 mb-1 text-label text-text-2">{t('chart.classes')}</h3>
        {series.length === 0 ? <p className="text-text-2">{t('chart.noRefusals')}</p> : (
          <>
            <Legend series={series} />
            <ClassBars bins={bins} series={series} period={period} />
          </>
        )}
      </div>
      <BinTable bins={bins} series={series} period={period} />
    </Card>
  )
}

function ShareBars({ bins, period }: { bins: ReceiverBin[]; period: DeliveryPeriod }) {
  const t = useTranslations('receivers.chart')
  const language = useLocale()
  const word = useBinWord(period)
  const bars = bins.map(({ at, pair }) => {
    const attempts = pair ? judged(pair) : 0
    if (!pair || attempts === 0) return { parts: [], title: `${word(at)}: ${t('none')}` }
    const of = (value: number) => value / attempts
    return {
      parts: [{ value: of(pair.delivered), tone: 'ok' as const }, { value: of(pair.deferred), tone: 'wait' as const }, { value: of(pair.refused), tone: 'bad' as const }],
      title: t('bin', { at: word(at), share: formatShare(of(pair.delivered), language), attempts: formatNumber(attempts, language) }),
    }
  })

  return <BarChart bars={bars} top={1} axis={useAxis(bins, period)} tickWord={(value) => formatShare(value, language, 0)} label={t('share')} height={72} />
}

function ClassBars({ bins, series, period }: { bins: ReceiverBin[]; series: ClassSeries[]; period: DeliveryPeriod }) {
  const t = useTranslations('receivers.chart')
  const language = useLocale()
  const word = useBinWord(period)
  const nameOf = useClassName()
  const sums = bins.map((_, bin) => series.reduce((sum, { values }) => sum + (values[bin] ?? 0), 0))
  const bars = bins.map(({ at }, bin) => ({
    parts: series.map(({ values }, index) => ({ value: values[bin] ?? 0, tone: 'unk' as const, look: lookOf(index) })),
    title: t('binRefused', { at: word(at), what: series.filter(({ values }) => (values[bin] ?? 0) > 0).map((one) => `${formatNumber(one.values[bin] ?? 0, language)} ${nameOf(one)}`).join(', ') || '0' }),
  }))

  return <BarChart bars={bars} top={ratherRound(Math.max(...sums))} axis={useAxis(bins, period)} tickWord={(value) => formatNumber(value, language)} label={t('classes')} height={104} />
}

function Legend({ series }: { series: ClassSeries[] }) {
  const language = useLocale()
  const nameOf = useClassName()

  return (
    <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1">
      {series.map((one, index) => (
        <li key={one.refusalClass ?? 'other'} className="flex items-center gap-1.5">
          <span aria-hidden className={clsx('size-3 rounded-[2px] print-exact', lookOf(index))} />
          <span>{nameOf(one)}</span>
          <span className="figures text-text-2">{formatNumber(one.total, language)}</span>
        </li>
      ))}
    </ul>
  )
}

function lookOf(index: number): string {
  return PATTERN_LOOKS[index] ?? 'pattern-outline'
}

const AXIS_WORDS = 4

function useAxis(bins: ReceiverBin[], period: DeliveryPeriod): ChartPlace[] {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const isLong = period === '7d' || period === '30d'
  return Array.from({ length: AXIS_WORDS + 1 }, (_, n) => {
    const bin = Math.round((n / AXIS_WORDS) * (bins.length - 1))
    const at = bins[bin]?.at ?? 0
    return { share: n === AXIS_WORDS ? 1 : bin / bins.length, word: isLong ? formatMonthDay(at, language, period === '30d' ? 'UTC' : zone) : formatClock(at, language, zone), isSpare: n % 2 === 1 }
  })
}
