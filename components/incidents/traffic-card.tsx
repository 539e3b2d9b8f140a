import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { trafficScale } from '../../lib/accounts/traffic-scale.ts'
import { formatClock, formatDayClock, formatMonthDay, formatNumber } from '../../lib/i18n/format.ts'
import { spacedMarks } from '../../lib/incidents/incident-marks.ts'
import type { IncidentTraffic, TrafficBar } from '../../lib/incidents/incident-traffic.ts'
import type { KeyEvent } from '../../lib/incidents/key-events.ts'
import { BarChart, type ChartPlace } from '../ui/bar-chart.tsx'
import { Card, CardHead } from '../ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../ui/data-table.tsx'

const DAY_HOURS = 24
const HOUR_MS = 3_600_000
const AXIS_WORDS = 7

type TrafficProps = { traffic: IncidentTraffic; events: KeyEvent[]; accounts: number }

/** What the accounts sent before, while and after, with the lettered turns above; the same in figures below. */
export function IncidentTrafficCard({ traffic, events, accounts }: TrafficProps) {
  const t = useTranslations('incidents.traffic')

  return (
    <Card aria-labelledby="incident-traffic">
      <CardHead id="incident-traffic" title={t('title')} about={t('about', { hours: traffic.barHours, accounts })} aside={<Legend />} />
      <div className="px-4 pt-1 pb-3">
        <Chart traffic={traffic} events={events} />
      </div>
      <TrafficTable traffic={traffic} />
    </Card>
  )
}

function Chart({ traffic: { bars, barHours, from, to }, events }: Omit<TrafficProps, 'accounts'>) {
  const t = useTranslations('incidents.traffic')
  const at = useBarTime()
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const { top, isCut } = trafficScale({ bars, habit: null })
  const highest = bars.reduce<TrafficBar | null>((most, bar) => (bar.messages > (most?.messages ?? 0) ? bar : most), null)
  const bursts = events.filter((event) => event.what === 'locked').map((event) => Date.parse(event.at))
  const hasBurst = (bar: TrafficBar) => bursts.some((time) => time >= Date.parse(bar.at) && time < Date.parse(bar.at) + barHours * HOUR_MS)
  const isBurst = (bar: TrafficBar) => (isCut(bar) || hasBurst(bar)) && bar.held <= bar.messages / 2
  const every = Math.max(1, Math.ceil(bars.length / AXIS_WORDS))
  const word = (bar: TrafficBar) => (bars.length * barHours <= 2 * DAY_HOURS ? formatClock(bar.at, language, zone) : formatMonthDay(bar.at, language, zone))
  const axis = bars.flatMap((bar, index): ChartPlace[] => (index % every === 0 && index < bars.length - every / 2 ? [{ share: index / bars.length, word: word(bar), isSpare: (index / every) % 2 === 1 }] : []))
    .filter((place, index, all) => all[index - 1]?.word !== place.word)

  return (
    <BarChart
      label={highest ? t('chart', { count: bars.length, max: formatNumber(highest.messages, language), at: at(highest) }) : t('quiet')}
      top={top}
      tickWord={(value) => formatNumber(value, language)}
      axis={axis}
      marks={spacedMarks(events, from, to)}
      bars={bars.map((bar) => ({
        parts: [{ value: bar.messages - bar.held, tone: isBurst(bar) ? 'bad' : 'unk' }, { value: bar.held, tone: 'hold' }],
        title: t('bar', { at: at(bar), messages: bar.messages, held: bar.held, refused: bar.refused }),
        cutWord: formatNumber(bar.messages, language),
      }))}
    />
  )
}

function Legend() {
  const t = useTranslations('incidents.traffic.legend')
  const items = [['sent', 'bg-unk-fill'], ['burst', 'bg-bad-fill'], ['held', 'bg-hold-fill']] as const

  return (
    <span className="flex flex-wrap gap-x-4 text-label text-text-2">
      {items.map(([key, fill]) => (
        <span key={key} className="flex items-center gap-1.5">
          <span aria-hidden className={`size-2 rounded-[1px] print-exact ${fill}`} />
          {t(key)}
        </span>
      ))}
    </span>
  )
}

function TrafficTable({ traffic: { bars } }: { traffic: IncidentTraffic }) {
  const t = useTranslations('incidents.traffic')
  const language = useLocale()
  const at = useBarTime()
  const told = bars.filter((bar) => bar.messages + bar.held + bar.refused > 0)

  return (
    <details className="border-t border-line" data-print="no">
      <summary className="focus-inset px-4 py-2 text-label text-accent hover:underline">{t('asTable')}</summary>
      <DataTable label={t('title')}>
        <TableHead className="md:static!">
          <HeadCell>{t('when')}</HeadCell>
          {(['messages', 'held', 'refused'] as const).map((key) => (
            <HeadCell key={key} isNumber>{t(key)}</HeadCell>
          ))}
        </TableHead>
        <TableBody>
          {told.map((bar) => (
            <Row key={bar.at}>
              <Cell isRowHead className="figures">{at(bar)}</Cell>
              {(['messages', 'held', 'refused'] as const).map((key) => (
                <Cell key={key} label={t(key)} isNumber>{formatNumber(bar[key], language)}</Cell>
              ))}
            </Row>
          ))}
        </TableBody>
      </DataTable>
    </details>
  )
}

function useBarTime(): (bar: TrafficBar) => string {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  return (bar) => formatDayClock(bar.at, now, language, zone)
}
