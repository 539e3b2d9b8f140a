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
import { accountListHref, accountListQuery, ACCOUNTS_PER_PAGE, accountShows } from '../../../../lib/accounts/account-list-query.ts'
import { listAccountsForSupport } from '../../../../lib/accounts/account-list-views.ts'
import { AccountTable } from './account-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts'))('title') }
}

/** Who sends through us, may he, and whose is he? */
export default async function AccountsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer('support')
  const query = accountListQuery.parse(await searchParams)
  const [t, { rows, total }] = await Promise.all([getTranslations('accounts'), listAccountsForSupport(viewer, { ...query, now: new Date() })])
  const pages = Math.ceil(total / ACCOUNTS_PER_PAGE)
  const empty = query.q === '' ? query.show : 'match'

  return (
    <Words namespaces={['accounts']}>
      <PageHead title={t('title')} about={`${t('count', { count: total })} · ${t('about')}`} />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SegmentedLinks label={t('filter')} segments={accountShows.map((show) => ({ key: show, label: t(`show.${show}`), href: accountListHref(query, { show }) }))} current={query.show} />
        <ListSearch label={t('search')} doWord={t('searchDo')} value={query.q} action="/support/accounts" kept={query.show === 'all' ? {} : { show: query.show }} />
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t(`empty.${empty}`)} about={t(`empty.${empty}About`)}>
          {(query.q !== '' || query.show !== 'all') && <LinkButton href="/support/accounts">{t('showAll')}</LinkButton>}
        </EmptyState>
      ) : (
        <AccountTable rows={rows} />
      )}
      <Pages label={t('pages')} page={query.page} pages={pages} hrefOf={(page) => accountListHref(query, { page })} words={{ before: t('before'), after: t('after'), here: t('page', { page: query.page, pages: Math.max(1, pages) }) }} />
    </Words>
  )
}
