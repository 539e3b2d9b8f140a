import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { Words } from '../../../../../components/frame/words.tsx'
import { EmptyState } from '../../../../../components/ui/empty-state.tsx'
import { LinkButton } from '../../../../../components/ui/link-button.tsx'
import { ListSearch } from '../../../../../components/ui/list-search.tsx'
import { NoticeBox } from '../../../../../components/ui/notice-box.tsx'
import { PageHead } from '../../../../../components/ui/page-head.tsx'
import { Pages } from '../../../../../components/ui/pages.tsx'
import { SegmentedLinks } from '../../../../../components/ui/segmented.tsx'
import { requireViewer } from '../../../../../lib/access/viewer.ts'
import { formatNumber } from '../../../../../lib/i18n/format.ts'
import { getRules, getTexts, getTextToName, type RulesPage, type TextsPage } from '../../../../../lib/taught-rules/taught-rule-views.ts'
import { TEXTS_PER_PAGE, textsHref, textsQuery, type TextsQuery } from '../../../../../lib/taught-rules/texts-query.ts'
import { NamePanel } from './name-panel.tsx'
import { RuleTable } from './rule-table.tsx'
import { TextTable } from './text-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('texts'))('title') }
}

/** What do receivers say that nobody understands yet, and what did we say that it means? */
export default async function TextsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer('support')
  const query = textsQuery.parse(await searchParams)
  const [t, deliverability, texts, rules, toName] = await Promise.all([
    getTranslations('texts'),
    getTranslations('deliverability'),
    query.show === 'texts' ? getTexts(viewer, query) : null,
    query.show === 'rules' ? getRules(viewer, query) : null,
    query.name === null ? null : getTextToName(viewer, query.name),
  ])

  return (
    <Words namespaces={['texts', 'deliverability']}>
      <div className={toName ? 'xl:pr-110' : undefined}>
        <PageHead
          title={t('title')}
          about={t('about')}
          crumbs={<Link href="/support/deliverability" className="text-label text-text-2 hover:text-accent hover:underline">{deliverability('title')}</Link>}
        />
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <SegmentedLinks label={t('filter')} segments={(['texts', 'rules'] as const).map((show) => ({ key: show, label: t(`show.${show}`), href: textsHref(query, { show }) }))} current={query.show} />
          <ListSearch label={t('search')} doWord={t('searchDo')} value={query.q} action="/support/deliverability/texts" kept={query.show === 'texts' ? {} : { show: query.show }} />
        </div>
        {texts && <Texts page={texts} query={query} />}
        {rules && <Rules page={rules} query={query} />}
      </div>
      {toName && <NamePanel key={toName.id} toName={toName} query={query} />}
    </Words>
  )
}

async function Texts({ page, query }: { page: TextsPage; query: TextsQuery }) {
  const [t, language] = [await getTranslations('texts'), await getLocale()]
  const pages = Math.ceil(page.total / TEXTS_PER_PAGE)

  return (
    <>
      {page.isFull && <NoticeBox tone="wait" title={t('full')} className="mb-3">{t('fullAbout')}</NoticeBox>}
      {page.rows.length === 0 ? (
        <Nothing query={query} />
      ) : (
        <>
          <p className="mb-2 text-label text-text-2">{t('sum', { texts: page.total, replies: formatNumber(page.replies, language) })} {page.further > 0 && t('further', { count: page.further })}</p>
          <TextTable rows={page.rows} query={query} mayName={page.mayName} />
        </>
      )}
      <Pages label={t('pages')} page={query.page} pages={pages} hrefOf={(number) => textsHref(query, { page: number })} words={{ before: t('before'), after: t('after'), here: t('page', { page: query.page, pages: Math.max(1, pages) }) }} />
    </>
  )
}

async function Rules({ page, query }: { page: RulesPage; query: TextsQuery }) {
  const t = await getTranslations('texts')

  return (
    <>
      {page.behind.length > 0 && (
        <NoticeBox tone="wait" title={t('behind', { count: page.behind.length })} className="mb-3">
          <span className="mono">{page.behind.map(({ host, isSilent }) => (isSilent ? `${host} (${t('silent')})` : host)).join(', ')}</span>
        </NoticeBox>
      )}
      {page.rows.length === 0 ? (
        <Nothing query={query} />
      ) : (
        <>
          <p className="mb-2 text-label text-text-2">{t('taken', { taken: page.taken, hosts: page.hosts })}</p>
          <RuleTable rows={page.rows} />
        </>
      )}
    </>
  )
}

async function Nothing({ query }: { query: TextsQuery }) {
  const t = await getTranslations('texts')
  if (query.q === '') return <EmptyState title={t(`none.${query.show}`)} about={t(`noneAbout.${query.show}`)} />
  return (
    <EmptyState title={t('noneMatch')} about={t('noneMatchAbout')}>
      <LinkButton href={textsHref(query, { q: '' })}>{t('showAll')}</LinkButton>
    </EmptyState>
  )
}
