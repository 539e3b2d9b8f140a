import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import { ListSearch } from '../../../../components/ui/list-search.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { Pages } from '../../../../components/ui/pages.tsx'
import { SegmentedLinks } from '../../../../components/ui/segmented.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { customerListHref, customerListQuery, customerShows, CUSTOMERS_PER_PAGE } from '../../../../lib/customers/customer-list-query.ts'
import { getCustomers } from '../../../../lib/customers/customers-views.ts'
import { CustomerTable } from './customer-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('customers'))('title') }
}

/** Who are our customers, and with whom is something going on? */
export default async function CustomersPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer('support')
  const query = customerListQuery.parse(await searchParams)
  const ask = { show: query.show, text: query.q, limit: CUSTOMERS_PER_PAGE, offset: (query.page - 1) * CUSTOMERS_PER_PAGE }
  const [t, { customers, total }] = await Promise.all([getTranslations('customers'), getCustomers(webDb(), viewer, ask)])
  const pages = Math.ceil(total / CUSTOMERS_PER_PAGE)
  const empty = query.q === '' ? query.show : 'match'

  return (
    <>
      <PageHead title={t('title')} about={`${t('count', { count: total })} · ${t('about')}`} />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SegmentedLinks label={t('filter')} segments={customerShows.map((show) => ({ key: show, label: t(`show.${show}`), href: customerListHref(query, { show }) }))} current={query.show} />
        <ListSearch label={t('search')} doWord={t('searchDo')} value={query.q} action="/support/customers" kept={query.show === 'all' ? {} : { show: query.show }} />
      </div>
      {customers.length === 0 ? (
        <EmptyState title={t(`empty.${empty}`)} about={t(`empty.${empty}About`)}>
          {(query.q !== '' || query.show !== 'all') && <LinkButton href="/support/customers">{t('showAll')}</LinkButton>}
        </EmptyState>
      ) : (
        <CustomerTable customers={customers} />
      )}
      <Pages label={t('pages')} page={query.page} pages={pages} hrefOf={(page) => customerListHref(query, { page })} words={{ before: t('before'), after: t('after'), here: t('page', { page: query.page, pages: Math.max(1, pages) }) }} />
    </>
  )
}
