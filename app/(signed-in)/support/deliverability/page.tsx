import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import { FollowsFigures } from '../../../../components/frame/follows-figures.tsx'
import { Words } from '../../../../components/frame/words.tsx'
import { ColumnChoice } from '../../../../components/ui/column-choice.tsx'
import { EmptyState } from '../../../../components/ui/empty-state.tsx'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import { ListSearch } from '../../../../components/ui/list-search.tsx'
import { PageHead } from '../../../../components/ui/page-head.tsx'
import { Pages } from '../../../../components/ui/pages.tsx'
import { SegmentedLinks } from '../../../../components/ui/segmented.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { requireViewer } from '../../../../lib/access/viewer.ts'
import { readColumns } from '../../../../lib/column-choice.ts'
import { getMatrix, getPair, type MatrixReceiver } from '../../../../lib/deliveries/delivery-views.ts'
import { FEW, matrixPeriods } from '../../../../lib/deliveries/matrix.ts'
import { COLUMNS_COOKIE, matrixHref, matrixQuery } from '../../../../lib/deliveries/matrix-query.ts'
import { formatNumber } from '../../../../lib/i18n/format.ts'
import { KeepInSight } from './keep-in-sight.tsx'
import { MatrixHover } from './matrix-hover.tsx'
import { MatrixKeys } from './matrix-keys.tsx'
import { MatrixTable } from './matrix-table.tsx'
import { PairPanel } from './pair-panel.tsx'
import { TroubledPairs } from './troubled-pairs.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('deliverability'))('title') }
}

/** Fewer hosts are seen at a glance. */
const SEARCHED_FROM = 12

/** The one to speak of first: a domain that nobody knows is often dead, and of no weight beside one that everybody writes to. */
function worstReceiver(receivers: MatrixReceiver[]): MatrixReceiver | undefined {
  const weight = ({ isKnown, refusingHosts, troubledHosts }: MatrixReceiver) => [Number(isKnown), Math.sign(refusingHosts), troubledHosts]
  return receivers
    .filter(({ troubledHosts }) => troubledHosts > 0)
    .toSorted((a, b) => weight(a).map((value, n) => (weight(b)[n] ?? 0) - value).find((difference) => difference !== 0) ?? 0)[0]
}

/** Which host does not get through to which receiver? */
export default async function DeliverabilityPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer('support')
  const query = matrixQuery.parse(await searchParams)
  const now = new Date()
  const chosen = readColumns((await cookies()).get(COLUMNS_COOKIE)?.value)
  const [t, language, matrix, pair] = await Promise.all([
    getTranslations('deliverability'), getLocale(), getMatrix(viewer, { period: query.period, now, search: query.q, whole: query.whole, page: query.page, chosen }),
    query.host !== null && query.receiver !== null ? getPair(viewer, { host: query.host, receiver: query.receiver, period: query.period, now }) : null,
  ])
  const refusing = matrix && worstReceiver(matrix.receivers)
  const about = refusing ? t('worst', { receiver: refusing.name, count: refusing.troubledHosts, hosts: matrix?.hosts ?? 0 }) : t('allFine')

  const columnWords = { open: t('columns.open'), title: t('columns.title'), search: t('columns.search'), none: t('columns.none'), auto: t('columns.auto') }

  return (
    <Words namespaces={['deliverability']}>
      <FollowsFigures />
      <div className={pair ? 'xl:pr-110' : undefined}>
        <PageHead title={t('title')} aside={<>{matrix && <ColumnChoice columns={matrix.choice} shown={matrix.receivers.map(({ id }) => id)} isChosen={chosen !== null} cookie={COLUMNS_COOKIE} words={columnWords} />}<LinkButton href="/support/deliverability/texts">{t('texts')}</LinkButton><LinkButton href="/support/receivers">{t('receivers')}</LinkButton></>} about={matrix && matrix.receivers.length > 0 ? about : undefined} />
        <div className="mb-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <SegmentedLinks label={t('period')} segments={matrixPeriods.map((period) => ({ key: period, label: t(`periods.${period}`), href: matrixHref(query, { period, page: 1 }) }))} current={query.period} />
          {(matrix?.hosts ?? 0) > SEARCHED_FROM && <ListSearch label={t('search')} doWord={t('searchDo')} value={query.q} action="/support/deliverability" kept={query.period === '60m' ? {} : { period: query.period }} />}
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <StateWord tone="ok">{t('state.fine')}</StateWord>
            <StateWord tone="wait">{t('state.deferring')}</StateWord>
            <StateWord tone="bad">{t('state.refused')}</StateWord>
            <StateWord tone="unk">{t('state.silent')}</StateWord>
            <StateWord tone="few">{t('under', { few: formatNumber(FEW, language) })}</StateWord>
          </div>
        </div>
        {!matrix || matrix.receivers.length === 0 ? (
          <EmptyState title={t('none')} about={t('noneAbout')} />
        ) : matrix.found === 0 ? (
          <EmptyState title={t('notFound')} about={t('notFoundAbout')} />
        ) : (
          <MatrixKeys>
            {query.q !== '' && <p className="mb-2 text-text-2" role="status">{t('found', { found: matrix.found })}</p>}
            <MatrixHover period={query.period}><MatrixTable matrix={matrix} query={query} /></MatrixHover>
            <TroubledPairs matrix={matrix} query={query} />
          </MatrixKeys>
        )}
        {matrix && <Pages label={t('pages')} page={matrix.page} pages={matrix.pages} hrefOf={(page) => matrixHref(query, { page })} words={{ before: t('before'), after: t('after'), here: t('page', { page: matrix.page, pages: matrix.pages }) }} />}
      </div>
      {pair && <KeepInSight host={pair.host.name} receiver={pair.receiver.id} />}
      {pair && <PairPanel page={pair} query={query} />}
    </Words>
  )
}
