import type { Metadata } from 'next'
import { getLocale, getNow, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import { ListSearch } from '../../../../components/ui/list-search.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { Pages } from '../../../../components/ui/pages.tsx'
import { SegmentedLinks } from '../../../../components/ui/segmented.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { domainListHref, domainListQuery, domainShows, DOMAINS_PER_PAGE } from '../../../../lib/domain-checks/domain-list-query.ts'
import { getSendingDomains } from '../../../../lib/domain-checks/domain-list-views.ts'
import { formatAge, formatNumber } from '../../../../lib/i18n/format.ts'
import { DomainTable } from './domain-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('domains'))('title') }
}

/** Which sending domains do not name our servers, and whose are they? */
export default async function DomainsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer('support')
  const query = domainListQuery.parse(await searchParams)
  const [t, language, now, list] = await Promise.all([getTranslations('domains'), getLocale(), getNow(), getSendingDomains(webDb(), viewer, query)])
  if (!list) notFound()
  const { domains, counts, hasSelectors } = list
  const pages = Math.ceil(counts.shown / DOMAINS_PER_PAGE)
  const empty = query.q === '' ? query.show : 'match'
  const facts = [
    t('count', { count: counts.all }),
    counts.waiting > 0 && t('waiting', { count: formatNumber(counts.waiting, language) }),
    counts.oldestAt && t('oldest', { age: formatAge(counts.oldestAt, now.getTime(), language, 'ago') }),
    t('about'),
  ]

  return (
    <>
      <PageHead title={t('title')} about={facts.filter(Boolean).join(' · ')} />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SegmentedLinks
          label={t('filter')}
          current={query.show}
          segments={domainShows.map((show) => ({ key: show, label: t(`show.${show}`, { count: formatNumber(counts[show], language) }), href: domainListHref(query, { show }) }))}
        />
        <ListSearch label={t('search')} doWord={t('searchDo')} value={query.q} action="/support/domains" kept={query.show === 'all' ? {} : { show: query.show }} />
      </div>
      {domains.length === 0 ? (
        <EmptyState title={t(`empty.${empty}`)} about={t(`empty.${empty}About`)}>
          {(query.q !== '' || query.show !== 'all') && <LinkButton href="/support/domains">{t('showAll')}</LinkButton>}
        </EmptyState>
      ) : (
        <DomainTable domains={domains} hasSelectors={hasSelectors} />
      )}
      <Pages label={t('pages')} page={query.page} pages={pages} hrefOf={(page) => domainListHref(query, { page })} words={{ before: t('before'), after: t('after'), here: t('page', { page: query.page, pages: Math.max(1, pages) }) }} />
    </>
  )
}
