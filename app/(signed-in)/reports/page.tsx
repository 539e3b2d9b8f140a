import type { Metadata } from 'next'
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { IncidentList } from '../../../components/incidents/incident-list.tsx'
import { ReportBody } from '../../../components/reports/report-body.tsx'
import { PageHead } from '../../../components/ui/page-head.tsx'
import { PrintButton } from '../../../components/ui/print-button.tsx'
import { SegmentedLinks } from '../../../components/ui/segmented.tsx'
import { requireViewer } from '../../../lib/access/viewer.ts'
import { formatDate } from '../../../lib/i18n/format.ts'
import { incidentListHref, incidentListQuery, isOpenOf } from '../../../lib/incidents/incident-list-query.ts'
import { listIncidents } from '../../../lib/incidents/incident-views.ts'
import { SPANS, spanPeriods, type Span } from '../../../lib/reports/month.ts'
import { reportQuery, spanParams } from '../../../lib/reports/report-query.ts'
import { getReport } from '../../../lib/reports/report-views.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('title') }
}

/** What happened in a period, who was hit, how fast were we? */
export default async function ReportsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer('manager')
  const params = await searchParams
  const { span } = reportQuery.parse(params)
  const query = incidentListQuery.parse(params)
  const now = new Date()
  const { period } = spanPeriods(span, now)
  const [t, language, zone, report, list] = await Promise.all([
    getTranslations('reports'), getLocale(), getTimeZone(), getReport(viewer, { span, now }),
    listIncidents(viewer, { kind: query.kind, isOpen: isOpenOf(query.show), before: query.before, now, period }),
  ])
  if (!report) notFound()
  const spans = (Object.keys(SPANS) as Span[]).map((key) => ({ key, label: t(`spans.${key}`), href: incidentListHref('/reports', query, {}, spanParams(key)) }))

  return (
    <>
      <PageHead
        title={t('title')}
        about={t('period', { from: formatDate(report.from, language, zone), to: formatDate(report.to, language, zone) })}
        aside={
          <>
            <span data-print="no"><SegmentedLinks label={t('span')} segments={spans} current={span} /></span>
            <PrintButton word={t('print')} />
          </>
        }
      />
      <ReportBody report={report} name={{ days: SPANS[span] }}>
        <section aria-labelledby="incidents">
          <h2 id="incidents" className="mb-2 text-section">
            {t('incidents.title')} <span className="ml-1 text-label font-[400] text-text-3">{t('incidents.about', report.incidents)}</span>
          </h2>
          <IncidentList list={list} query={query} path="/reports" itemPath="/reports/incidents" kept={spanParams(span)} />
        </section>
      </ReportBody>
    </>
  )
}
