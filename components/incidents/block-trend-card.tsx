import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { formatClock, formatDayClock, formatMonthDay, formatNumber, formatShare } from '../../lib/i18n/format.ts'
import { spacedMarks } from '../../lib/incidents/incident-marks.ts'
import type { KeyEvent } from '../../lib/incidents/key-events.ts'
import type { BlockBar, BlockTrend } from '../../lib/incidents/receiver-block.ts'
import { BarChart } from '../ui/bar-chart.tsx'
import { Card, CardHead } from '../ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../ui/data-table.tsx'

const AXIS_WORDS = 7
const DAY_HOURS = 24
const PARTS = ['taken', 'deferred', 'refused'] as const
const TONES = { taken: 'ok', deferred: 'wait', refused: 'bad' } as const

type BlockTrendProps = { name: string; trend: BlockTrend; events: KeyEvent[] }

/** The share that was taken before, while and after, with the lettered turns above; the same in figures below. */
export function BlockTrendCard({ name, trend, events }: BlockTrendProps) {
  const t = useTranslations('incidents.blockTrend')

  return (
    <Card aria-labelledby="block-trend">
      <CardHead id="block-trend" title={t('title', { receiver: name })} about={t('about', { hours: trend.barHours })} aside={<Legend />} />
      <div className="px-4 pt-1 pb-3">
        <Chart trend={trend} events={events} />
      </div>
      <TrendTable trend={trend} />
    </Card>
  )
}

function Chart({ trend: { bars, barHours, from, to }, events }: Omit<BlockTrendProps, 'name'>) {
  const t = useTranslations('incidents.blockTrend')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const at = useBarTime()
  const every = Math.max(1, Math.ceil(bars.length / AXIS_WORDS))
  const word = (bar: BlockBar) => (bars.length * barHours <= 2 * DAY_HOURS ? formatClock(bar.at, language, zone) : formatMonthDay(bar.at, language, zone))
  const axis = bars.flatMap((bar, index) => (index % every === 0 && index < bars.length - every / 2 ? [{ share: index / bars.length, word: word(bar), isSpare: (index / every) % 2 === 1 }] : []))
    .filter((place, index, all) => all[index - 1]?.word !== place.word)

  return (
    <BarChart
      label={t('chart', { count: bars.length })}
      top={1}
      tickWord={(value) => formatShare(value, language, 0)}
      axis={axis}
      marks={spacedMarks(events, from, to)}
      bars={bars.map((bar) => {
        const attempts = bar.taken + bar.deferred + bar.refused
        if (attempts === 0) return { parts: [], title: t('barNone', { at: at(bar) }) }
        return { parts: PARTS.map((part) => ({ value: bar[part] / attempts, tone: TONES[part] })), title: t('bar', { at: at(bar), attempts, deferred: bar.deferred, refused: bar.refused }) }
      })}
    />
  )
}

const FILLS = { taken: 'bg-ok-fill', deferred: 'bg-wait-fill', refused: 'bg-bad-fill' } as const

function Legend() {
  const t = useTranslations('incidents.blockTrend')

  return (
    <span className="flex flex-wrap gap-x-4 text-label text-text-2">
      {PARTS.map((part) => (
        <span key={part} className="flex items-center gap-1.5">
          <span aria-hidden className={`size-2 rounded-[1px] print-exact ${FILLS[part]}`} />
          {t(part)}
        </span>
      ))}
    </span>
  )
}

function TrendTable({ trend: { bars } }: { trend: BlockTrend }) {
  const t = useTranslations('incidents.blockTrend')
  const language = useLocale()
  const at = useBarTime()
  const told = bars.filter((bar) => bar.taken + bar.deferred + bar.refused > 0)

  return (
    <details className="border-t border-line" data-print="no">
      <summary className="focus-inset px-4 py-2 text-label text-accent hover:underline">{t('asTable')}</summary>
      <DataTable label={t('asTable')}>
        <TableHead className="md:static!">
          <HeadCell>{t('when')}</HeadCell>
          {PARTS.map((part) => <HeadCell key={part} isNumber>{t(part)}</HeadCell>)}
        </TableHead>
        <TableBody>
          {told.map((bar) => (
            <Row key={bar.at}>
              <Cell isRowHead className="figures">{at(bar)}</Cell>
              {PARTS.map((part) => <Cell key={part} label={t(part)} isNumber>{formatNumber(bar[part], language)}</Cell>)}
            </Row>
          ))}
        </TableBody>
      </DataTable>
    </details>
  )
}

function useBarTime(): (bar: BlockBar) => string {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  return (bar) => formatDayClock(bar.at, now, language, zone)
}
