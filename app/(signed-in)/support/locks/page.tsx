import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Words } from '../../../../components/frame/words.tsx'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import { ListSearch } from '../../../../components/ui/list-search.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { Pages } from '../../../../components/ui/pages.tsx'
import { SegmentedLinks } from '../../../../components/ui/segmented.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { lockListHref, lockListQuery } from '../../../../lib/relay-locks/lock-list-query.ts'
import { LOCKS_PER_PAGE } from '../../../../lib/relay-locks/relay-lock.ts'
import { listLocksForSupport } from '../../../../lib/relay-locks/lock-page-views.ts'
import { LockAccount } from './lock-account.tsx'
import { LockTable } from './lock-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('locks'))('title') }
}

const WAITS = ['all', 'us', 'customer', 'watch', 'closed'] as const

/** Who is locked, in which state, waiting for whom? */
export default async function LocksPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer('support')
  const query = lockListQuery.parse(await searchParams)
  const [t, { rows, total }] = await Promise.all([getTranslations('locks'), listLocksForSupport(viewer, { ...query, search: query.q })])
  const isFiltered = query.q !== '' || query.waits !== 'all'
  const pages = Math.ceil(total / LOCKS_PER_PAGE)

  return (
    <Words namespaces={['locks']}>
      <PageHead title={t('title')} about={`${t('count', { count: total })} · ${t('about')}`} aside={<LockAccount />} />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SegmentedLinks label={t('filter')} segments={WAITS.map((waits) => ({ key: waits, label: t(`waits.${waits}`), href: lockListHref(query, { waits }) }))} current={query.waits} />
        <ListSearch label={t('search')} doWord={t('searchDo')} value={query.q} action="/support/locks" kept={query.waits === 'all' ? {} : { waits: query.waits }} />
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t(isFiltered ? 'noneMatch' : 'none')} about={t(isFiltered ? 'noneMatchAbout' : 'noneAbout')}>
          {isFiltered && <LinkButton href="/support/locks">{t('showAll')}</LinkButton>}
        </EmptyState>
      ) : (
        <LockTable rows={rows} />
      )}
      <Pages label={t('pages')} page={query.page} pages={pages} hrefOf={(page) => lockListHref(query, { page })} words={{ before: t('before'), after: t('after'), here: t('page', { page: query.page, pages: Math.max(1, pages) }) }} />
    </Words>
  )
}
