import clsx from 'clsx'
import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { LISTING_TONE } from '../../../../../components/blocklists/listing-tone.ts'
import { useUnknownReason } from '../../../../../components/blocklists/use-unknown-reason.ts'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, GroupRow, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import type { IpOnList, IpPage, IpTrustGroup } from '../../../../../lib/blocklists/ip-views.ts'
import { listHref, listMatrixHref, NO_LIST_QUERY } from '../../../../../lib/blocklists/list-matrix-query.ts'
import { saidOfList } from '../../../../../lib/blocklists/said-of-list.ts'
import { formatAge, formatDayClock } from '../../../../../lib/i18n/format.ts'

const COLUMNS = 5

/** What every list says, those that weigh most first; vanity lists folded away unless one of them lists it. */
export function IpLists({ page: { ip, groups } }: { page: IpPage }) {
  const t = useTranslations('blocklists.ip')
  const isSmall = ({ trust }: IpTrustGroup) => trust === 'vanity' || trust === 'no-verdict'
  const [large, small] = [groups.filter((group) => !isSmall(group)), groups.filter(isSmall)]

  return (
    <Card aria-labelledby="ip-lists">
      <CardHead id="ip-lists" title={t('lists')} about={t('listsAbout')} isRuled />
      {large.length === 0 && <p className="px-4 py-3 text-text-2">{t('noLists')}</p>}
      {large.length > 0 && <Lists ip={ip} groups={large} label={t('lists')} />}
      {small.map((group) => (
        <details key={group.trust} open={group.trust === 'vanity' && group.listed > 0} className="border-t border-line">
          <summary className="focus-inset px-4 py-2 text-accent hover:underline">{t(group.trust === 'vanity' ? 'vanity' : 'noVerdict', { count: group.lists })}{group.listed > 0 && ` · ${t('ofThem', { count: group.listed })}`}</summary>
          <Lists ip={ip} groups={[group]} label={t(group.trust === 'vanity' ? 'vanity' : 'noVerdict', { count: group.lists })} isSmall />
        </details>
      ))}
    </Card>
  )
}

function Lists({ ip, groups, label, isSmall = false }: { ip: string; groups: IpTrustGroup[]; label: string; isSmall?: boolean }) {
  const t = useTranslations('blocklists')

  return (
    <DataTable label={label} className={clsx(isSmall && 'text-text-2')}>
      <TableHead className="md:static!">
        <HeadCell>{t('ip.list')}</HeadCell>
        <HeadCell>{t('ip.state')}</HeadCell>
        <HeadCell>{t('ip.said')}</HeadCell>
        <HeadCell>{t('ip.askedAt')}</HeadCell>
        <HeadCell><span className="sr-only">{t('panel.lookup')}</span></HeadCell>
      </TableHead>
      <TableBody>
        {groups.map(({ trust, families, lists, listed }) => [
          groups.length > 1 && <GroupRow key={trust} columns={COLUMNS}><span className="font-strong">{t(`trust.${trust}`)}</span><span className="ml-3 text-text-2">{t('ip.ofLists', { listed, lists })}</span></GroupRow>,
          ...families.flatMap(({ family, operator, lists: own }) => own.map((each, n) => <ListRow key={`${family} ${each.list.id}`} ip={ip} each={each} operator={own.length > 1 && n === 0 ? operator : null} isFurther={n > 0} />)),
        ])}
      </TableBody>
    </DataTable>
  )
}

/** Further lists of one operator are set in: together they are one opinion. */
function ListRow({ ip, each: { list, told, lookup }, operator, isFurther }: { ip: string; each: IpOnList; operator: string | null; isFurther: boolean }) {
  const t = useTranslations('blocklists')
  const say = useUnknownReason()
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const state = told?.state ?? 'unknown'
  const said = told?.state === 'listed' ? (told.text ?? (told.meaning === null ? told.codes.join(' ') : saidOfList(language, told.meaning).text)) : told?.state === 'unknown' ? [told.codes.join(' '), told.isOld ? t('silentBox.oldAbout') : say(told.reason)].filter(Boolean).join(' · ') : ''

  return (
    <Row>
      <Cell isRowHead className={clsx('md:whitespace-nowrap', isFurther && 'md:pl-8!')}>
        <Link href={listHref(list.id)} className="font-strong hover:text-accent hover:underline">{list.name}</Link>
        <span className="ml-2 text-label text-text-3">{operator ?? t(`told.${list.told}`)}</span>
      </Cell>
      <Cell label={t('ip.state')} className="whitespace-nowrap">
        <Link href={listMatrixHref(NO_LIST_QUERY, { target: ip, list: list.id })} className="hover:underline">
          <StateWord tone={LISTING_TONE[state]}>{told ? t(`panel.${told.isOld ? 'oldSince' : (`${told.state}Since` as const)}`, { at: formatDayClock(told.since, now, language, zone) }) : t('panel.neverAsked')}</StateWord>
        </Link>
      </Cell>
      <Cell label={t('ip.said')} className="md:w-full"><span className={clsx('line-clamp-2 wrap-anywhere text-text-2', told?.state === 'listed' && 'mono')} title={said}>{said}</span></Cell>
      <Cell label={t('ip.askedAt')} className="whitespace-nowrap text-text-2">{told ? formatAge(told.checkedAt, now, language) : '–'}</Cell>
      <Cell className="text-right whitespace-nowrap">{lookup && <a href={lookup} target="_blank" rel="noreferrer" className="text-accent hover:underline">{t('ip.lookup')} <span aria-hidden>↗</span><span className="sr-only">: {list.name}</span></a>}</Cell>
    </Row>
  )
}
