import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { Words } from '../../../../components/frame/words.tsx'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { ListSearch } from '../../../../components/ui/list-search.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { Pages } from '../../../../components/ui/pages.tsx'
import { SegmentedLinks } from '../../../../components/ui/segmented.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { FLEET_VIEWS, probeQuery, probesHref } from '../../../../lib/probes/probe-query.ts'
import { getCheck, getFleet } from '../../../../lib/probes/probe-views.ts'
import { CheckPanel } from './check-panel.tsx'
import { DifferencesCard } from './differences-card.tsx'
import { FleetKeys } from './fleet-keys.tsx'
import { FleetTable } from './fleet-table.tsx'
import { TroubledChecks } from './troubled-checks.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('probes'))('title') }
}

/** Fewer hosts are seen at a glance. */
const SEARCHED_FROM = 12

/** Which host speaks wrong, compared with its brothers? */
export default async function ProbesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer('support')
  const query = probeQuery.parse(await searchParams)
  const now = new Date()
  const [t, language, fleet, check] = await Promise.all([
    getTranslations('probes'), getLocale(), getFleet(viewer, { ...query, now }),
    query.host !== null && query.check !== null ? getCheck(viewer, { host: query.host, check: query.check, now }) : null,
  ])
  const isEmpty = !fleet || fleet.columns.length === 0
  const about = fleet && !isEmpty ? t('about', { failing: fleet.failing, hosts: fleet.hosts, unknown: fleet.unknown }) : undefined

  return (
    <Words namespaces={['probes', 'software']}>
      <div className={check ? 'xl:pr-110' : undefined}>
        <PageHead
          title={t('title')}
          about={about}
          aside={fleet && (
            <span className="flex flex-wrap items-center gap-x-3 text-label text-text-2">
              <span>{t('every', { minutes: fleet.everyMinutes })}</span>
              {fleet.oldestAt !== null && <span>{t('oldest')} <Time at={fleet.oldestAt} /></span>}
              {fleet.off > 0 && <span>{t('off', { count: fleet.off })}</span>}
              {fleet.neverProbed > 0 && fleet.hosts > fleet.neverProbed + fleet.off && <span>{t('neverProbed', { count: fleet.neverProbed })}</span>}
            </span>
          )}
        />
        <div className="mb-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <SegmentedLinks label={t('view')} segments={FLEET_VIEWS.map((view) => ({ key: view, label: t(`views.${view}`), href: probesHref(query, { view, page: 1 }) }))} current={query.view} />
          {(fleet?.hosts ?? 0) > SEARCHED_FROM && <ListSearch label={t('search')} doWord={t('searchDo')} value={query.q} action="/support/probes" kept={query.view === 'all' ? {} : { view: query.view }} />}
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <StateWord tone="ok">{t('legend.pass')}</StateWord>
            <StateWord tone="bad">{t('legend.fail')}</StateWord>
            <StateWord tone="wait">{t('legend.later')}</StateWord>
            <StateWord tone="hold">{t('legend.known')}</StateWord>
            <StateWord tone="unk">{t('legend.unknown')}</StateWord>
          </div>
        </div>
        {isEmpty ? (
          <EmptyState title={t('none')} about={t('noneAbout', { minutes: fleet?.everyMinutes ?? 15 })} />
        ) : fleet.found === 0 ? (
          <EmptyState title={t('notFound')} about={t('notFoundAbout')} />
        ) : (
          <>
            <DifferencesCard differences={fleet.differences} query={query} language={language} />
            <FleetKeys>
              {query.q !== '' && <p className="mb-2 text-text-2" role="status">{t('found', { found: fleet.found })}</p>}
              <FleetTable columns={fleet.columns} groups={JSON.stringify(fleet.groups)} query={query} />
              <TroubledChecks columns={fleet.columns} groups={fleet.groups} query={query} />
            </FleetKeys>
          </>
        )}
        {fleet && <Pages label={t('pages')} page={fleet.page} pages={fleet.pages} hrefOf={(page) => probesHref(query, { page })} words={{ before: t('before'), after: t('after'), here: t('page', { page: fleet.page, pages: fleet.pages }) }} />}
      </div>
      {check && <CheckPanel key={`${check.host.name} ${check.check}`} page={check} query={query} />}
    </Words>
  )
}
