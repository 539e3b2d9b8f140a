import { useLocale, useTranslations } from 'next-intl'
import { formatMillis, formatNumber, formatShare } from '../../lib/i18n/format.ts'
import { AIMS } from '../../lib/reports/aims.ts'
import type { Report } from '../../lib/reports/report-views.ts'
import type { TimedFigures } from '../../lib/reports/report.ts'
import { Card, CardHead } from '../ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../ui/data-table.tsx'
import { StateWord } from '../ui/state-word.tsx'

const ROWS = ['untilLocked', 'untilTold', 'untilAnswered', 'untilJudged', 'untilOpen'] as const
const AIM_OF = { untilLocked: 'untilLockedMs', untilTold: 'untilToldMs', untilJudged: 'untilJudgedMs' } as const
/** From this share on an aim counts as kept. */
const KEPT = 0.95

/** From the crossing mail to the open lock: each way with its middle, its slow end and its aim. */
export function SpeedCard({ report }: { report: Report }) {
  const t = useTranslations('reports.speed')
  const { figures } = report
  const isMeasured = ROWS.some((row) => figures.times[row] !== null)

  return (
    <Card aria-labelledby="speed">
      <CardHead id="speed" title={t('title')} about={t('about')} isRuled={isMeasured} />
      {isMeasured ? (
        <DataTable label={t('title')}>
          <TableHead className="md:static!">
            <HeadCell>{t('what')}</HeadCell>
            <HeadCell isNumber>{t('median')}</HeadCell>
            <HeadCell isNumber>{t('ninety')}</HeadCell>
            <HeadCell isNumber className={SPARE}>{t('slowest')}</HeadCell>
            <HeadCell isNumber className={SPARE}>{t('count')}</HeadCell>
            <HeadCell>{t('met')}</HeadCell>
            <HeadCell isNumber className={SPARE}>{t('before')}</HeadCell>
          </TableHead>
          <TableBody>
            {ROWS.map((row) => (
              <SpeedRow key={row} row={row} report={report} />
            ))}
          </TableBody>
        </DataTable>
      ) : (
        <p className="px-4 pb-3 text-text-2">{t('none')}</p>
      )}
      {figures.answered > 0 && <p className="border-t border-line px-4 py-2 text-text-2">{t('answers', { asked: figures.askedAgain, answered: figures.answered })}</p>}
    </Card>
  )
}

/** Left out where a table has little room: between a phone's cards and a wide screen, but not on paper. */
const SPARE = 'md:max-lg:hidden print:table-cell!'

function SpeedRow({ row, report: { figures, before } }: { row: keyof TimedFigures; report: Report }) {
  const t = useTranslations('reports.speed')
  const language = useLocale()
  const spread = figures.times[row]
  const time = (ms: number | undefined) => (ms === undefined ? <span className="text-text-3">–</span> : formatMillis(ms, language))

  return (
    <Row>
      <Cell isRowHead>{t(`row.${row}`)}</Cell>
      <Cell label={t('median')} isNumber className="font-strong">{spread ? time(spread.median) : <span className="font-[400] text-text-3">{t('nothing')}</span>}</Cell>
      <Cell label={t('ninety')} isNumber>{time(spread?.ninety)}</Cell>
      <Cell label={t('slowest')} isNumber className={SPARE}>{time(spread?.slowest)}</Cell>
      <Cell label={t('count')} isNumber className={SPARE}>{formatNumber(spread?.count ?? 0, language)}</Cell>
      <Cell label={t('met')}><Met row={row} met={figures.met} /></Cell>
      <Cell label={t('before')} isNumber className={SPARE}>{time(before.times[row]?.median)}</Cell>
    </Row>
  )
}

function Met({ row, met }: { row: keyof TimedFigures; met: Report['figures']['met'] }) {
  const t = useTranslations('reports.speed')
  const language = useLocale()
  if (row === 'untilAnswered') return <span className="text-text-3">{t('noAim')}</span>
  if (row === 'untilOpen') return <span className="text-text-3">{t('noAimOpen')}</span>
  const share = met[row]
  if (share === null) return <span className="text-text-3">{formatMillis(AIMS[AIM_OF[row]], language)}</span>
  return <StateWord tone={share >= KEPT ? 'ok' : 'wait'}>{t('aim', { time: formatMillis(AIMS[AIM_OF[row]], language), share: formatShare(share, language, 0) })}</StateWord>
}
