import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { BarChart, type ChartPlace } from '../../../../../components/ui/bar-chart.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { SegmentedLinks } from '../../../../../components/ui/segmented.tsx'
import { accountPageHref, type AccountPageQuery } from '../../../../../lib/accounts/account-page-query.ts'
import { PERIODS, type Bar, type Period } from '../../../../../lib/accounts/account-series.ts'
import type { AccountTraffic } from '../../../../../lib/accounts/account-traffic-views.ts'
import { trafficScale } from '../../../../../lib/accounts/traffic-scale.ts'
import { formatClock, formatDayClock, formatMonthDay, formatNumber } from '../../../../../lib/i18n/format.ts'
import { HourTable } from './hour-table.tsx'

type TrafficCardProps = { name: string; traffic: AccountTraffic; query: AccountPageQuery; now: number }
const WIDTH = { '24h': 'hour', '14d': 'hours', '1y': 'week' } as const
const SPAN = { '24h': 'day', '14d': 'fortnight', '1y': 'year' } as const

/** Mails sent against the account's own habit; a burst is cut, with its true figure. */
export function TrafficCard({ name, traffic, query, now }: TrafficCardProps) {
  const t = useTranslations('accounts.traffic')
  const { period, habit } = traffic.series
  const periods = (Object.keys(PERIODS) as Period[]).map((key) => ({ key, label: t(`periods.${key}`), href: accountPageHref(name, query, { period: key }) }))

  return (
    <Card aria-labelledby="traffic">
      <CardHead
        id="traffic"
        title={t('title')}
        about={t('about', { width: WIDTH[period], period: SPAN[period] })}
        aside={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="flex items-center gap-2 text-label text-text-2">
              {habit && <span aria-hidden className="h-3 w-4 bg-ok-soft" />}
              {habit ? t('habit', habit) : t('noHabit')}
            </span>
            <SegmentedLinks label={t('period')} segments={periods} current={period} />
          </span>
        }
      />
      <div className="px-4 pt-2 pb-3">
        <Chart traffic={traffic} now={now} />
      </div>
      <HourTable hours={traffic.hours} />
    </Card>
  )
}

function Chart({ traffic: { series }, now }: { traffic: AccountTraffic; now: number }) {
  const t = useTranslations('accounts.traffic')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const { bars, habit } = series
  const { top, isCut } = trafficScale(series)
  const highest = bars.reduce<Bar | null>((most, bar) => (bar.messages > (most?.messages ?? 0) ? bar : most), null)
  const at = (bar: Bar) => formatDayClock(bar.at, now, language, zone)
  const label = highest ? t('chart', { count: bars.length, max: formatNumber(highest.messages, language), at: at(highest) }) : t('quiet')

  return (
    <>
      <BarChart
        label={label}
        top={top}
        band={habit}
        tickWord={(value) => formatNumber(value, language)}
        axis={axisOf(series.period, bars, (bar) => (series.period === '24h' ? formatClock(bar.at, language, zone) : formatMonthDay(bar.at, language, zone)), t('now'))}
        bars={bars.map((bar) => ({
          parts: [{ value: bar.messages - bar.held, tone: isCut(bar) && !isHeld(bar) ? 'bad' : 'unk' }, { value: bar.held, tone: 'hold' }],
          title: t('bar', { at: at(bar), messages: bar.messages, held: bar.held, refused: bar.refused }),
          cutWord: isHeld(bar) ? t('cutHeld', { count: bar.held }) : t('cut', { count: bar.messages, at: at(bar) }),
        }))}
      />
      {!highest && <p className="mt-2 text-text-2">{t('quiet')}</p>}
    </>
  )
}

function isHeld(bar: Bar): boolean {
  return bar.held > bar.messages / 2
}

/** A phone has no room for a word between here and "now". */
const NEAR_NOW = 0.8
const EVERY: Record<Period, number> = { '24h': 4, '14d': 12, '1y': 8 }

/** A word under every so many bars, the last one says "now". */
function axisOf(period: Period, bars: Bar[], word: (bar: Bar) => string, now: string): ChartPlace[] {
  const every = EVERY[period]
  const places = bars.flatMap((bar, index) => (index % every === 0 && index < bars.length - every / 2 ? [{ share: index / bars.length, word: word(bar), isSpare: (index / every) % 2 === 1 || index > bars.length * NEAR_NOW }] : []))
  return [...places, { share: 1, word: now }]
}
