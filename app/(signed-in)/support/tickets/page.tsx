import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { Pages } from '../../../../components/ui/pages.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { ticketListHref, ticketListQuery } from '../../../../lib/tickets/ticket-list-query.ts'
import { TICKETS_PER_PAGE } from '../../../../lib/tickets/ticket.ts'
import { listTicketsForSupport } from '../../../../lib/tickets/ticket-page-views.ts'
import { TicketFilters } from './ticket-filters.tsx'
import { TicketTable } from './ticket-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tickets'))('title') }
}

type TicketsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Which conversations are open, and whose turn is it? */
export default async function TicketsPage({ searchParams }: TicketsPageProps) {
  const viewer = await requireViewer('support')
  const query = ticketListQuery.parse(await searchParams)
  const [t, { rows, total }] = await Promise.all([getTranslations('tickets'), listTicketsForSupport(viewer, { ...query, search: query.q })])
  const isFiltered = query.q !== '' || query.mine || query.waits !== 'all'

  return (
    <>
      <PageHead title={t('title')} about={t('count', { count: total })} />
      <TicketFilters query={query} />
      {rows.length === 0 ? (
        <EmptyState title={t(isFiltered ? 'noneMatch' : 'none')} about={t(isFiltered ? 'noneMatchAbout' : 'noneAbout')}>
          {isFiltered && <LinkButton href="/support/tickets">{t('showAll')}</LinkButton>}
        </EmptyState>
      ) : (
        <TicketTable rows={rows} />
      )}
      <Pages
        label={t('pages')}
        page={query.page}
        pages={Math.ceil(total / TICKETS_PER_PAGE)}
        hrefOf={(page) => ticketListHref(query, { page })}
        words={{ before: t('before'), after: t('after'), here: t('page', { page: query.page, pages: Math.max(1, Math.ceil(total / TICKETS_PER_PAGE)) }) }}
      />
    </>
  )
}
