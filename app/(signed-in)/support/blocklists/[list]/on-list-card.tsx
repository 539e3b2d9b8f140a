import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { LISTING_TONE } from '../../../../../components/blocklists/listing-tone.ts'
import { useUnknownReason } from '../../../../../components/blocklists/use-unknown-reason.ts'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import type { ListPage, OnListNow } from '../../../../../lib/blocklists/list-page-views.ts'
import { listMatrixHref, NO_LIST_QUERY } from '../../../../../lib/blocklists/list-matrix-query.ts'
import { saidOfList } from '../../../../../lib/blocklists/said-of-list.ts'
import { formatDayClock } from '../../../../../lib/i18n/format.ts'

const UNKNOWN_SHOWN = 20

/** What of ours is on the list now, and of what it gave no usable answer. */
export function OnListCard({ page: { list, listed, unknown, asked } }: { page: ListPage }) {
  const t = useTranslations('blocklists.list')
  const rows = [...listed, ...unknown.slice(0, UNKNOWN_SHOWN)]

  return (
    <Card aria-labelledby="on-list">
      <CardHead id="on-list" title={t('now')} about={asked > 0 && t('askedAbout', { count: asked })} isRuled />
      {rows.length === 0 ? <p className="px-4 py-3 text-text-2">{t(asked === 0 ? 'neverAsked' : 'nowNone')}</p> : (
        <DataTable label={t('now')}>
          <TableHead className="md:static!">
            {(['target', 'whose', 'state', 'said'] as const).map((name) => <HeadCell key={name}>{t(`column.${name}`)}</HeadCell>)}
          </TableHead>
          <TableBody>{rows.map((each) => <TargetRow key={each.target} each={each} list={list.id} />)}</TableBody>
        </DataTable>
      )}
      {unknown.length > UNKNOWN_SHOWN && <p className="border-t border-line px-4 py-2 text-text-2">{t('unknownMore', { count: unknown.length - UNKNOWN_SHOWN })}</p>}
    </Card>
  )
}

function TargetRow({ each: { target, isAddress, owners, otherHosts, told }, list }: { each: OnListNow; list: string }) {
  const t = useTranslations('blocklists')
  const say = useUnknownReason()
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const said = told.state === 'listed' ? (told.text ?? (told.meaning === null ? told.codes.join(' ') : saidOfList(language, told.meaning).text)) : [told.codes.join(' '), told.isOld ? t('silentBox.oldAbout') : say(told.reason)].filter(Boolean).join(' · ')

  return (
    <Row>
      <Cell isRowHead><Link href={listMatrixHref(NO_LIST_QUERY, { show: isAddress ? 'addresses' : 'domains', target, list })} className="mono font-strong wrap-anywhere hover:text-accent hover:underline">{target}</Link></Cell>
      <Cell label={t('list.column.whose')}>{owners.map(({ name, href }, n) => <span key={href}>{n > 0 && ', '}<Link href={href} className="hover:text-accent hover:underline">{name}</Link></span>)}{otherHosts > 0 && ` ${t('uses.others', { count: otherHosts })}`}</Cell>
      <Cell label={t('list.column.state')} className="whitespace-nowrap"><StateWord tone={LISTING_TONE[told.state]}>{t(`panel.${told.isOld ? 'oldSince' : (`${told.state}Since` as const)}`, { at: formatDayClock(told.since, now, language, zone) })}</StateWord></Cell>
      <Cell label={t('list.column.said')} className="max-w-md"><span className="line-clamp-2 wrap-anywhere text-text-2" title={said}>{said}</span></Cell>
    </Row>
  )
}
