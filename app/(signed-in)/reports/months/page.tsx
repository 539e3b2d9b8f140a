import type { Metadata } from 'next'
import { getTimeZone, getTranslations } from 'next-intl/server'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { listMonths } from '../../../../lib/reports/report-views.ts'
import { MonthTable } from './month-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports.months'))('title') }
}

/** How does one month compare with the others? */
export default async function MonthsPage() {
  const viewer = await requireViewer('manager')
  const months = await listMonths(viewer, { zone: await getTimeZone(), now: new Date() })
  const t = await getTranslations('reports.months')

  return (
    <>
      <PageHead title={t('title')} about={t('about')} />
      {months.length === 0 ? <EmptyState title={t('none')} about={t('noneAbout')} /> : <MonthTable months={months} />}
    </>
  )
}
