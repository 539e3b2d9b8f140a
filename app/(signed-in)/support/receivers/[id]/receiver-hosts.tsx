import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { ClassTags } from '../../../../../components/deliveries/class-tags.tsx'
import { PairWord } from '../../../../../components/deliveries/pair-word.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead, WIDE_ONLY } from '../../../../../components/ui/data-table.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import { asMatrixPeriod } from '../../../../../lib/deliveries/delivery-period.ts'
import { judged } from '../../../../../lib/deliveries/matrix.ts'
import { matrixHref, matrixQuery } from '../../../../../lib/deliveries/matrix-query.ts'
import type { ToldHost } from '../../../../../lib/deliveries/receiver-page.ts'
import { receiverHref, type ReceiverQuery } from '../../../../../lib/deliveries/receiver-query.ts'
import type { ReceiverPage } from '../../../../../lib/deliveries/receiver-views.ts'
import { formatDay, formatDayClock, formatNumber } from '../../../../../lib/i18n/format.ts'

type ReceiverHostsProps = { receiver: ReceiverPage; query: ReceiverQuery }
const FIGURES = ['delivered', 'deferred', 'refused'] as const

/** How each host fares with it; the share leads to what it says to this host. */
export function ReceiverHosts({ receiver, query }: ReceiverHostsProps) {
  const t = useTranslations('receivers.hosts')
  const { hosts, hostCount } = receiver

  return (
    <Card aria-labelledby="per-host">
      <CardHead id="per-host" title={t('title')} about={hosts.length > 0 && t('about', { count: hostCount })} isRuled />
      {hosts.length === 0 ? (
        <p className="px-4 py-3 text-text-2">{t('none')}</p>
      ) : (
        <div className="overflow-x-auto">
          <DataTable label={t('title')}>
            <TableHead className="md:static!">
              <HeadCell>{t('host')}</HeadCell>
              <HeadCell>{t('state')}</HeadCell>
              <HeadCell isNumber>{t('attempts')}</HeadCell>
              {FIGURES.map((figure) => <HeadCell key={figure} isNumber className={figure === 'delivered' ? WIDE_ONLY : undefined}>{t(figure)}</HeadCell>)}
              <HeadCell className={WIDE_ONLY}>{t('classes')}</HeadCell>
              <HeadCell isNumber>{t('first')}</HeadCell>
              <HeadCell isNumber>{t('read')}</HeadCell>
            </TableHead>
            <TableBody>
              {hosts.map((host) => <HostRow key={host.host.id} row={host} receiver={receiver} query={query} />)}
            </TableBody>
          </DataTable>
        </div>
      )}
      {hosts.length < hostCount && (
        <p className="px-4 py-2">
          <Link href={receiverHref(receiver.id, { ...query, whole: '1' })} scroll={false} className="text-accent hover:underline">{t('more', { count: hostCount - hosts.length })}</Link>
        </p>
      )}
    </Card>
  )
}

function HostRow({ row: { host, pair, state, classes, firstRefused }, receiver, query }: { row: ToldHost } & ReceiverHostsProps) {
  const t = useTranslations('receivers.hosts')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const href = matrixHref(matrixQuery.parse({}), { period: asMatrixPeriod(query.period), host: host.name, receiver: receiver.id })
  const number = (value: number) => <span className={value === 0 ? 'text-text-3' : undefined}>{formatNumber(value, language)}</span>
  const at = firstRefused && (query.period === '30d' ? formatDay(firstRefused.at, language, 'UTC') : formatDayClock(firstRefused.at, now, language, zone))

  return (
    <Row>
      <Cell isRowHead>
        <Link href={`/support/hosts/${encodeURIComponent(host.name)}`} className="mono font-strong hover:text-accent hover:underline">{host.name}</Link>
      </Cell>
      <Cell label={t('state')}>
        <Link href={href} title={t('openPair', { host: host.name })} className="focus-inset inline-block rounded-control hover:underline"><span className="sr-only">{t('openPair', { host: host.name })}: </span><PairWord pair={pair} state={state} /></Link>
      </Cell>
      <Cell label={t('attempts')} isNumber>{number(judged(pair) + pair.others)}</Cell>
      {FIGURES.map((figure) => <Cell key={figure} label={t(figure)} isNumber className={figure === 'delivered' ? WIDE_ONLY : undefined}>{number(pair[figure])}</Cell>)}
      <Cell label={t('classes')} className={WIDE_ONLY}><ClassTags classes={classes} max={1} /></Cell>
      <Cell label={t('first')} isNumber>{at === null ? <span className="text-text-3">–</span> : firstRefused?.isOlder ? t('orEarlier', { at }) : at}</Cell>
      <Cell label={t('read')} isNumber className="text-text-3">{host.lastReadAt ? <Time at={host.lastReadAt} isFocusable={false} /> : t('never')}</Cell>
    </Row>
  )
}
