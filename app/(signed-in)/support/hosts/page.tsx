import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { ListSearch } from '../../../../components/ui/list-search.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { Pages } from '../../../../components/ui/pages.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { HOSTS_PER_PAGE, hostListHref, hostListQuery } from '../../../../lib/hosts/host-list-query.ts'
import { listHostsForSupport } from '../../../../lib/hosts/host-views.ts'
import { HostTable } from './host-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('hosts'))('title') }
}

/** Fewer hosts are seen at a glance. */
const SEARCHED_FROM = 12

/** Which host is not well? */
export default async function HostsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer('support')
  const query = hostListQuery.parse(await searchParams)
  const [t, { rows, total, found }] = await Promise.all([getTranslations('hosts'), listHostsForSupport(viewer, { ...query, now: new Date() })])
  const pages = Math.max(1, Math.ceil(found / HOSTS_PER_PAGE))

  return (
    <>
      <PageHead title={t('title')} about={total > 0 && `${t('count', { count: found })} · ${t('order')}`} />
      {total > SEARCHED_FROM && <div className="mb-3 flex"><ListSearch label={t('search')} doWord={t('searchDo')} value={query.q} action="/support/hosts" kept={{}} /></div>}
      {total === 0 ? <EmptyState title={t('none')} about={t('noneAbout')} />
        : found === 0 ? <EmptyState title={t('notFound')} about={t('notFoundAbout')} />
        : <HostTable hosts={rows} />}
      <Pages label={t('pages')} page={query.page} pages={pages} hrefOf={(page) => hostListHref(query, { page })} words={{ before: t('before'), after: t('after'), here: t('page', { page: query.page, pages }) }} />
    </>
  )
}
