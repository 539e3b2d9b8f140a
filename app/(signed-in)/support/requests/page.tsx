import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { Pages } from '../../../../components/ui/pages.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { REQUESTS_PER_PAGE } from '../../../../lib/delisting-requests/delisting-request.ts'
import { requestListHref, requestListQuery } from '../../../../lib/delisting-requests/request-list-query.ts'
import { listRequests } from '../../../../lib/delisting-requests/request-views.ts'
import { RequestFilters } from './request-filters.tsx'
import { RequestTable } from './request-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requests'))('title') }
}

type RequestsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Whom did we ask to let us in again, and when is an answer due? */
export default async function RequestsPage({ searchParams }: RequestsPageProps) {
  const viewer = await requireViewer('support')
  const query = requestListQuery.parse(await searchParams)
  const [t, { rows, total }] = await Promise.all([getTranslations('requests'), listRequests(webDb(), viewer, query, new Date())])
  const isFiltered = query.q !== '' || query.to !== undefined || (query.show !== 'open' && query.show !== 'closed')
  const pages = Math.max(1, Math.ceil(total / REQUESTS_PER_PAGE))

  return (
    <>
      <PageHead title={t('title')} about={t('count', { count: total, show: query.show })} aside={<LinkButton kind="primary" href="/support/requests/new">{t('write')}</LinkButton>} />
      <RequestFilters query={query} />
      {rows.length === 0 ? (
        <EmptyState title={t(isFiltered ? 'noneMatch' : query.show === 'closed' ? 'noneClosed' : 'none')} about={t(isFiltered ? 'noneMatchAbout' : 'noneAbout')}>
          {isFiltered && <LinkButton href="/support/requests">{t('showAll')}</LinkButton>}
        </EmptyState>
      ) : (
        <RequestTable rows={rows} />
      )}
      <Pages label={t('pages')} page={query.page} pages={pages} hrefOf={(page) => requestListHref(query, { page })} words={{ before: t('before'), after: t('after'), here: t('page', { page: query.page, pages }) }} />
    </>
  )
}
