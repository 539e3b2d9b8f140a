import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { IncidentList } from '../../../../components/incidents/incident-list.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { incidentListQuery, isOpenOf } from '../../../../lib/incidents/incident-list-query.ts'
import { listIncidents } from '../../../../lib/incidents/incident-views.ts'
import { countsFor } from '../../frame-counts.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('incidents'))('title') }
}

const PATH = '/support/incidents'

/** What is going on as a whole, and what went on before? */
export default async function IncidentsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer('support')
  const query = incidentListQuery.parse(await searchParams)
  const ask = { kind: query.kind, isOpen: isOpenOf(query.show), before: query.before, now: new Date() }
  const [t, list, counts] = await Promise.all([getTranslations('incidents'), listIncidents(viewer, ask), countsFor(viewer)])

  return (
    <>
      <PageHead title={t('title')} about={t('count', { open: counts.incidents })} />
      <IncidentList list={list} query={query} path={PATH} itemPath={PATH} />
    </>
  )
}
