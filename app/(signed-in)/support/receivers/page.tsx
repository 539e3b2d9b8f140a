import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { FollowsFigures } from '../../../../components/frame/follows-figures.tsx'
import { Breadcrumbs } from '../../../../components/ui/breadcrumbs.tsx'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import { ListSearch } from '../../../../components/ui/list-search.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { Pages } from '../../../../components/ui/pages.tsx'
import { SegmentedLinks } from '../../../../components/ui/segmented.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { matrixPeriods } from '../../../../lib/deliveries/matrix.ts'
import { listReceivers } from '../../../../lib/deliveries/receiver-list-views.ts'
import { receiverListHref, receiverListQuery, receiverSorts, RECEIVERS_PER_PAGE } from '../../../../lib/deliveries/receiver-query.ts'
import { ReceiverTable } from './receiver-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('receivers'))('title') }
}

/** Who takes our mail, and who does not take all of it? */
export default async function ReceiversPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer('support')
  const query = receiverListQuery.parse(await searchParams)
  const [t, ui, list] = await Promise.all([getTranslations('receivers'), getTranslations('ui'), listReceivers(webDb(), viewer, query, new Date())])
  if (!list) notFound()
  const pages = Math.ceil(list.total / RECEIVERS_PER_PAGE)
  const { period, sort } = query
  const kept = { ...(period !== '24h' && { period }), ...(sort !== 'trouble' && { sort }) }

  return (
    <>
      <FollowsFigures />
      <PageHead
        title={t('title')}
        crumbs={<Breadcrumbs label={ui('breadcrumbs')} crumbs={[{ label: t('crumb'), href: '/support/deliverability' }, { label: t('title') }]} />}
        about={`${t('list.about', { count: list.total })} · ${t(`periods.${period}`)}`}
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SegmentedLinks label={t('period')} segments={matrixPeriods.map((key) => ({ key, label: t(`periods.${key}`), href: receiverListHref(query, { period: key }) }))} current={period} />
        <SegmentedLinks label={t('list.order')} segments={receiverSorts.map((key) => ({ key, label: t(`list.sort.${key}`), href: receiverListHref(query, { sort: key }) }))} current={sort} />
        <ListSearch label={t('list.search')} doWord={t('list.searchDo')} value={query.q} action="/support/receivers" kept={kept} />
      </div>
      {list.receivers.length === 0 ? (
        <EmptyState title={t(query.q === '' ? 'list.empty' : 'list.noMatch')} about={t(query.q === '' ? 'list.emptyAbout' : 'list.noMatchAbout')}>
          {query.q !== '' && <LinkButton href={receiverListHref(query, { q: '' })}>{t('list.showAll')}</LinkButton>}
        </EmptyState>
      ) : (
        <ReceiverTable receivers={list.receivers} period={period} />
      )}
      <Pages label={t('list.pages')} page={query.page} pages={pages} hrefOf={(page) => receiverListHref(query, { page })} words={{ before: t('list.before'), after: t('list.after'), here: t('list.page', { page: query.page, pages: Math.max(1, pages) }) }} />
    </>
  )
}
