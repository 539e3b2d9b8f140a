import type { Metadata } from 'next'
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { IncidentList } from '../../../../../components/incidents/incident-list.tsx'
import { ReportBody } from '../../../../../components/reports/report-body.tsx'
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { PrintButton } from '../../../../../components/ui/print-button.tsx'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { formatMonth } from '../../../../../lib/i18n/format.ts'
import { incidentListQuery, isOpenOf } from '../../../../../lib/incidents/incident-list-query.ts'
import { listIncidents } from '../../../../../lib/incidents/incident-views.ts'
import { monthPeriod, readMonth } from '../../../../../lib/reports/month.ts'
import { getMonthReport } from '../../../../../lib/reports/report-views.ts'

type MonthPageProps = { params: Promise<{ month: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata({ params }: MonthPageProps): Promise<Metadata> {
  const month = readMonth((await params).month)
  return { title: month ? formatMonth(`${month}-15`, await getLocale(), 'UTC') : undefined }
}

/** What happened in this month, compared with the one before? */
export default async function MonthPage({ params, searchParams }: MonthPageProps) {
  const viewer = await requireViewer('manager')
  const month = readMonth((await params).month)
  const [language, zone] = await Promise.all([getLocale(), getTimeZone()])
  const query = incidentListQuery.parse(await searchParams)
  const now = new Date()
  const report = month && (await getMonthReport(viewer, month, { zone, now }))
  if (!month || !report) notFound()
  const ask = { kind: query.kind, isOpen: isOpenOf(query.show), before: query.before, now, period: monthPeriod(month, zone) }
  const [t, ui, list] = await Promise.all([getTranslations('reports'), getTranslations('ui'), listIncidents(viewer, ask)])
  const name = (of: string) => formatMonth(`${of}-15`, language, 'UTC')

  return (
    <>
      <PageHead
        title={name(month)}
        crumbs={<Breadcrumbs label={ui('breadcrumbs')} crumbs={[{ label: t('crumb'), href: '/reports' }, { label: t('months.title'), href: '/reports/months' }, { label: name(month) }]} />}
        about={report.isRunning && <span className="text-wait">{t('months.isRunning')}</span>}
        aside={
          <>
            <nav aria-label={t('months.title')} data-print="no" className="flex gap-4">
              <Link href={`/reports/months/${report.earlier}`} className="text-accent hover:underline">{t('months.earlier', { month: name(report.earlier) })}</Link>
              {report.later && <Link href={`/reports/months/${report.later}`} className="text-accent hover:underline">{t('months.later', { month: name(report.later) })}</Link>}
            </nav>
            <PrintButton word={t('print')} />
          </>
        }
      />
      <ReportBody report={report} name={{ month: name(month), before: name(report.earlier), isRunning: report.isRunning }}>
        <section aria-labelledby="incidents">
          <h2 id="incidents" className="mb-2 text-section">
            {t('incidents.title')} <span className="ml-1 text-label font-[400] text-text-3">{t('incidents.about', report.incidents)}</span>
          </h2>
          <IncidentList list={list} query={query} path={`/reports/months/${month}`} itemPath="/reports/incidents" />
        </section>
      </ReportBody>
    </>
  )
}
