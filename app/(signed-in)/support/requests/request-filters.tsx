import { useTranslations } from 'next-intl'
import { ListSearch } from '../../../../components/ui/list-search.tsx'
import { SegmentedLinks } from '../../../../components/ui/segmented.tsx'
import { addressees } from '../../../../lib/delisting-requests/delisting-request.ts'
import { requestListHref, requestShows, type RequestListQuery } from '../../../../lib/delisting-requests/request-list-query.ts'

/** Filters of the list; all of them live in the address. */
export function RequestFilters({ query }: { query: RequestListQuery }) {
  const t = useTranslations('requests')
  const shows = requestShows.map((show) => ({ key: show, label: t(`show.${show}`), href: requestListHref(query, { show }) }))
  const kinds = [
    { key: 'all', label: t('to.all'), href: requestListHref(query, { to: undefined }) },
    ...addressees.map((to) => ({ key: to, label: t(`to.${to}`), href: requestListHref(query, { to }) })),
  ]
  const kept = { ...(query.show === 'open' ? {} : { show: query.show }), ...(query.to ? { to: query.to } : {}) }

  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SegmentedLinks label={t('filter')} segments={shows} current={query.show} />
      <SegmentedLinks label={t('toFilter')} segments={kinds} current={query.to ?? 'all'} />
      <ListSearch label={t('search')} doWord={t('searchDo')} value={query.q} action="/support/requests" kept={kept} />
    </div>
  )
}
