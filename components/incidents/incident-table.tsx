import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { formatDayClock, formatDuration, formatNumber } from '../../lib/i18n/format.ts'
import type { IncidentRow } from '../../lib/incidents/incident-views.ts'
import { Card } from '../ui/card.tsx'
import { Cell, DataTable, HeadCell, ROOMY_ONLY, Row, TableBody, TableHead, WIDE_ONLY } from '../ui/data-table.tsx'
import { LongName } from '../ui/long-name.tsx'
import { StateWord } from '../ui/state-word.tsx'
import { incidentTone } from './incident-tone.ts'
import { useIncidentWords } from './use-incident-words.ts'

/** Incidents, newest first; `path` is where their pages are. */
export function IncidentTable({ rows, path, label }: { rows: IncidentRow[]; path: string; label: string }) {
  const t = useTranslations('incidents')

  return (
    <Card>
      <DataTable label={label}>
        <TableHead>
          <HeadCell>{t('column.number')}</HeadCell>
          <HeadCell className={ROOMY_ONLY}>{t('column.kind')}</HeadCell>
          <HeadCell>{t('column.state')}</HeadCell>
          <HeadCell>{t('column.about')}</HeadCell>
          <HeadCell>{t('column.customers')}</HeadCell>
          <HeadCell isNumber className={ROOMY_ONLY}>{t('column.opened')}</HeadCell>
          <HeadCell isNumber className={SPARE}>{t('column.lasted')}</HeadCell>
          <HeadCell isNumber className={SPARE}>{t('column.accepted')}</HeadCell>
          <HeadCell isNumber className={SPARE}>{t('column.taken')}</HeadCell>
          <HeadCell isNumber className={SPARE}>{t('column.relapses')}</HeadCell>
          <HeadCell>{t('column.review')}</HeadCell>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <IncidentLine key={row.number} row={row} path={path} />
          ))}
        </TableBody>
      </DataTable>
    </Card>
  )
}

/** Left out where a table has little room: between a phone's cards and a wide screen, but not on paper. */
const SPARE = `whitespace-normal! ${WIDE_ONLY}`

function IncidentLine({ row, path }: { row: IncidentRow; path: string }) {
  const t = useTranslations('incidents')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const { figures, isOver, kind, block, listed } = row
  const hasMail = kind === 'relay-abuse'
  const figure = (value: number) => (!hasMail ? <span className="text-text-3">–</span> : value === 0 ? <span className="text-text-3">0</span> : formatNumber(value, language))
  const onPhones = (name: string, more = '') => (hasMail ? { label: name, className: more } : { className: `max-md:hidden ${more}` })

  return (
    <Row>
      <Cell isRowHead>
        <Link href={`${path}/${row.number}`} className="figures font-strong text-accent hover:underline">
          {row.number}
          <span className="ml-2 md:hidden">{t(`kind.${kind}`)}</span>
        </Link>
      </Cell>
      <Cell className={`max-md:hidden ${ROOMY_ONLY}`}>{t(`kind.${kind}`)}</Cell>
      <Cell label={t('column.state')}><StateWord tone={incidentTone({ isOver, kind, block, listed })}>{t(`state.${isOver ? 'over' : 'open'}`)}</StateWord></Cell>
      <Cell label={t('column.about')}><About names={row.about} isMono={block === null && (row.seesNames || kind === 'silent-host' || kind === 'failing-probe')} /></Cell>
      <Cell {...onPhones(t('column.customers'))}>{!hasMail ? <span className="text-text-3">–</span> : row.customers.length === 0 ? <span className="text-wait">{t('nobody')}</span> : row.customers.join(', ')}</Cell>
      <Cell label={t('column.opened')} isNumber className={ROOMY_ONLY}>{formatDayClock(row.openedAt, now, language, zone)}</Cell>
      <Cell label={t('column.lasted')} isNumber className={SPARE}>{formatDuration(figures.durationMs / 1000, language)}</Cell>
      <Cell {...onPhones(t('column.accepted'), SPARE)} isNumber>{figure(figures.mailsAccepted)}</Cell>
      <Cell {...onPhones(t('column.taken'), SPARE)} isNumber>{figure(figures.mailsQuarantined)}</Cell>
      <Cell {...onPhones(t('column.relapses'), SPARE)} isNumber>{figure(figures.relapses)}</Cell>
      <Cell label={t('column.review')}>
        {row.isReviewed ? <StateWord tone="ok">{t('reviewed')}</StateWord> : isOver ? <span className="font-strong">{t('notReviewed')}</span> : <span className="text-text-3">{t('notOver')}</span>}
      </Cell>
    </Row>
  )
}

const NAMED = 2

function About({ names, isMono }: { names: string[]; isMono: boolean }) {
  const t = useTranslations('incidents')
  const words = useIncidentWords()

  return (
    <>
      {names.slice(0, NAMED).map((name) => (
        <span key={name} className="block">
          {isMono ? <LongName name={words.account(name)} /> : words.account(name)}
        </span>
      ))}
      {names.length > NAMED && <span className="text-label text-text-3">{t('more', { count: names.length - NAMED })}</span>}
    </>
  )
}
