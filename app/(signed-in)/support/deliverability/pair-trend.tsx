import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { BarChart } from '../../../../components/ui/bar-chart.tsx'
import { judged } from '../../../../lib/deliveries/matrix.ts'
import type { TrendHour } from '../../../../lib/deliveries/pair.ts'
import { formatClock, formatNumber, formatShare } from '../../../../lib/i18n/format.ts'

const HEIGHT = 72

/** The share that was taken, hour by hour over a day. An hour without attempts stays empty: it is unknown. */
export function PairTrend({ trend }: { trend: TrendHour[] }) {
  const t = useTranslations('deliverability')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const bars = trend.map(({ hour, pair }) => {
    const attempts = pair ? judged(pair) : 0
    const clock = formatClock(hour, language, zone)
    if (!pair || attempts === 0) return { parts: [], title: t('trendNone', { clock }) }
    const of = (value: number) => value / attempts
    return {
      parts: [{ value: of(pair.delivered), tone: 'ok' as const }, { value: of(pair.deferred), tone: 'wait' as const }, { value: of(pair.refused), tone: 'bad' as const }],
      title: t('trendHour', { clock, share: formatShare(of(pair.delivered), language), attempts: formatNumber(attempts, language) }),
    }
  })
  const places = [0, Math.floor(trend.length / 2), trend.length - 1]
  const axis = places.map((n) => ({ share: (n + 0.5) / trend.length, word: formatClock(trend[n]?.hour ?? 0, language, zone) }))

  return <BarChart bars={bars} top={1} axis={axis} tickWord={(value) => formatShare(value, language, 0)} label={t('trend')} height={HEIGHT} />
}
