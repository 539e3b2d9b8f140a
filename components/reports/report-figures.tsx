import { useLocale, useTranslations } from 'next-intl'
import { formatNumber } from '../../lib/i18n/format.ts'
import type { Report } from '../../lib/reports/report-views.ts'
import { FigureStrip, type StripFigure } from '../ui/figure-strip.tsx'
import { useReportWords, type PeriodName } from './report-words.ts'

const FIGURES = ['locks', 'customers', 'mailsTaken', 'mailsLeft', 'relapses', 'falseAlarms'] as const

/** What happened in eight numbers, each beside that of the time before. */
export function ReportFigures({ report, name }: { report: Report; name: PeriodName }) {
  const t = useTranslations('reports.figure')
  const language = useLocale()
  const words = useReportWords(name)
  const figure = (key: (typeof FIGURES)[number] | 'blocks' | 'silent', value: number, before: number): StripFigure => ({
    key, value: formatNumber(value, language), label: t(key, { count: value }), about: words.before(formatNumber(before, language)),
  })

  return (
    <FigureStrip
      label={t('label')}
      figures={[...FIGURES.map((key) => figure(key, report.figures[key], report.before[key])), figure('blocks', report.incidents.receiverBlocks, report.incidentsBefore.receiverBlocks), figure('silent', report.incidents.silentHosts, report.incidentsBefore.silentHosts)]}
    />
  )
}
