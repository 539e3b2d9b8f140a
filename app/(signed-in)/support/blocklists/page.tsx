import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { Words } from '../../../../components/frame/words.tsx'
import { ColumnChoice } from '../../../../components/ui/column-choice.tsx'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { ListSearch } from '../../../../components/ui/list-search.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { SegmentedLinks } from '../../../../components/ui/segmented.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { LIST_COLUMNS_COOKIE, listMatrixHref, listMatrixQuery, type ListMatrixQuery } from '../../../../lib/blocklists/list-matrix-query.ts'
import { getListMatrix, type ListMatrixPage } from '../../../../lib/blocklists/list-matrix-views.ts'
import { getOpenListing } from '../../../../lib/blocklists/open-listing-views.ts'
import { readColumns } from '../../../../lib/column-choice.ts'
import { CheckAll } from './check-all.tsx'
import { ListMatrixKeys } from './list-matrix-keys.tsx'
import { ListMatrixTable } from './list-matrix-table.tsx'
import { ListingPanel } from './listing-panel.tsx'
import { NotKnown } from './not-known.tsx'
import { SiteChoice } from './site-choice.tsx'
import { TroubledListings } from './troubled-listings.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('blocklists'))('title') }
}

/** Fewer targets are seen at a glance. */
const SEARCHED_FROM = 12

/** Which of our addresses is listed where, since when, why? */
export default async function BlocklistsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer('support')
  const query = listMatrixQuery.parse(await searchParams)
  const now = new Date()
  const chosen = readColumns((await cookies()).get(LIST_COLUMNS_COOKIE)?.value)
  const [matrix, open] = await Promise.all([
    getListMatrix(webDb(), viewer, { show: query.show, now, site: query.site, search: query.q, isWhole: query.whole !== null, isSmallShown: query.small !== null, chosen }),
    query.target !== null && query.list !== null ? getOpenListing(webDb(), viewer, { target: query.target, list: query.list, now }) : null,
  ])
  if (!matrix) return null

  return (
    <Words namespaces={['blocklists', 'requests']}>
      <div className={open ? 'xl:pr-110' : undefined}>
        <Head matrix={matrix} query={query} isChosen={chosen !== null} isNarrow={open !== null} />
        <Rows matrix={matrix} query={query} />
      </div>
      {open && <ListingPanel open={open} query={query} />}
    </Words>
  )
}

async function Head({ matrix, query, isChosen, isNarrow }: { matrix: ListMatrixPage; query: ListMatrixQuery; isChosen: boolean; /** A panel takes room beside it. */ isNarrow: boolean }) {
  const t = await getTranslations('blocklists')
  const { counts, summary, columns } = matrix
  const total = counts[query.show]
  const kept = { ...(query.show === 'domains' && { show: 'domains' }), ...(query.site !== null && { site: query.site }), ...(query.small !== null && { small: '1' }) }

  return (
    <>
      <PageHead
        title={t('title')}
        about={total > 0 && <Summary summary={summary} show={query.show} />}
        aside={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <StateWord tone="ok">{t('state.clear')}</StateWord>
            <StateWord tone="bad">{t('state.listed')}</StateWord>
            <StateWord tone="unk">{t('state.unknown')}</StateWord>
          </span>
        }
      />
      <div className="mb-3 flex flex-wrap items-center gap-x-2 gap-y-2">
        <SegmentedLinks
          label={t('which')}
          segments={(['addresses', 'domains'] as const).map((key) => ({ key, label: t(key, { count: counts[key] }), href: listMatrixHref(query, { show: key, site: null, q: '', whole: null, target: null, list: null }) }))}
          current={query.show}
        />
        {matrix.sites.length > 1 && <SiteChoice sites={matrix.sites} query={query} />}
        {(total > SEARCHED_FROM || query.q !== '') && <ListSearch label={t(query.show === 'domains' ? 'searchDomains' : 'search')} doWord={t('searchDo')} value={query.q} action="/support/blocklists" kept={kept} />}
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <span className="text-label text-text-2">{matrix.newestAt ? <><span className={isNarrow ? 'xl:sr-only' : undefined}>{t('everyMinutes', { minutes: matrix.everyMinutes })} · </span>{t.rich('lastAnswer', { at: () => <Time at={matrix.newestAt ?? ''} /> })}</> : t('neverAnswered')}</span>
          {total > 0 && <ColumnChoice columns={matrix.choice} shown={columns.map(({ id }) => id)} isChosen={isChosen} cookie={LIST_COLUMNS_COOKIE} words={{ open: t('columns.open'), title: t('columns.title'), search: t('columns.search'), none: t('columns.none'), auto: t('columns.auto') }} />}
          {total > 0 && <CheckAll />}
        </div>
      </div>
    </>
  )
}

async function Summary({ summary: { targets, listed, unusable, silent, neverAsked }, show }: { summary: ListMatrixPage['summary']; show: ListMatrixQuery['show'] }) {
  const t = await getTranslations('blocklists.summary')
  const parts = [t(show, { listed, targets }), ...(unusable > 0 ? [t('unusable', { count: unusable })] : []), ...(silent > 0 ? [t('silent', { count: silent })] : []), ...(neverAsked > 0 ? [t('neverAsked', { count: neverAsked })] : [])]
  return <span>{parts.join(', ')}</span>
}

async function Rows({ matrix, query }: { matrix: ListMatrixPage; query: ListMatrixQuery }) {
  const t = await getTranslations('blocklists')
  if (matrix.counts[query.show] === 0) return <EmptyState title={t('none')} about={t('noneAbout')} />
  const { look, clear, columns, hidden } = matrix
  if (matrix.found === 0) return <EmptyState title={t('notFound')} about={t('notFoundAbout')} />

  return (
    <>
      <ListMatrixKeys isSmallShown={query.small !== null} query={query}>
        {query.q !== '' && <p className="mb-2 text-text-2" role="status">{t('found', { count: matrix.found })}</p>}
        <ListMatrixTable groups={JSON.stringify({ look, clear })} matrix={{ columns, hidden }} query={query} />
        <TroubledListings matrix={matrix} query={query} />
      </ListMatrixKeys>
      <NotKnown matrix={matrix} query={query} />
    </>
  )
}
