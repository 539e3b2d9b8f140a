import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { incidentKinds } from '../../lib/incidents/incident.ts'
import { incidentListHref, incidentShows, type IncidentListQuery } from '../../lib/incidents/incident-list-query.ts'
import type { IncidentList as List } from '../../lib/incidents/incident-views.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { SegmentedLinks } from '../ui/segmented.tsx'
import { IncidentTable } from './incident-table.tsx'

type IncidentListProps = { list: List; query: IncidentListQuery; /** Address of the list. */ path: string; /** Where the incidents' own pages are. */ itemPath: string; /** What else stands in the list's address. */ kept?: Record<string, string> }

/** Kinds that open by themselves today. */
const KINDS = incidentKinds.filter((kind) => kind === 'relay-abuse' || kind === 'receiver-block' || kind === 'listing' || kind === 'failing-probe' || kind === 'silent-host')

/** Incidents with their filter, page by page. */
export function IncidentList({ list: { rows, next }, query, path, itemPath, kept = {} }: IncidentListProps) {
  const t = useTranslations('incidents')
  const segments = incidentShows.map((show) => ({ key: show, label: t(`show.${show}`), href: incidentListHref(path, query, { show }, kept) }))

  const kinds = [{ key: 'any', label: t('anyKind'), href: incidentListHref(path, query, { kind: undefined }, kept) }, ...KINDS.map((kind) => ({ key: kind, label: t(`kind.${kind}`), href: incidentListHref(path, query, { kind }, kept) }))]

  return (
    <>
      <div className="mb-3 flex flex-wrap gap-x-4 gap-y-2" data-print="no">
        <SegmentedLinks label={t('filter')} segments={segments} current={query.show} />
        <SegmentedLinks label={t('kindFilter')} segments={kinds} current={query.kind ?? 'any'} />
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t(`empty.${query.show}`)} about={t(`empty.${query.show}About`)}>
          {(query.show !== 'all' || query.kind) && <LinkButton href={incidentListHref(path, query, { show: 'all', kind: undefined }, kept)}>{t('showAll')}</LinkButton>}
        </EmptyState>
      ) : (
        <IncidentTable rows={rows} path={itemPath} label={t('title')} />
      )}
      {(next !== null || query.before !== null) && (
        <nav aria-label={t('pages')} className="mt-3 flex gap-4" data-print="no">
          {query.before !== null && <Link href={incidentListHref(path, query, {}, kept)} className="text-accent hover:underline">{t('newest')}</Link>}
          {next !== null && <Link href={incidentListHref(path, query, { before: next }, kept)} className="text-accent hover:underline">{t('older')}</Link>}
        </nav>
      )}
    </>
  )
}
