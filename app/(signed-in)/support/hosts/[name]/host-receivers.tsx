import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { ClassTags } from '../../../../../components/deliveries/class-tags.tsx'
import { PairWord, SHOWN_TONE } from '../../../../../components/deliveries/pair-word.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, GroupRow, HeadCell, Row, TableBody, TableHead, WIDE_ONLY } from '../../../../../components/ui/data-table.tsx'
import { SegmentedLinks } from '../../../../../components/ui/segmented.tsx'
import { Sparkline } from '../../../../../components/ui/sparkline.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import type { HostReceivers as HostReceiversView, NamedHostReceiver } from '../../../../../lib/deliveries/host-receiver-views.ts'
import { hostReceiverPeriods, type HostReceiverPeriod } from '../../../../../lib/deliveries/host-receivers.ts'
import { matrixHref, matrixQuery } from '../../../../../lib/deliveries/matrix-query.ts'
import { receiverHref } from '../../../../../lib/deliveries/receiver-query.ts'
import { formatNumber } from '../../../../../lib/i18n/format.ts'

type HostReceiversProps = { host: string; view: HostReceiversView; period: HostReceiverPeriod }
const SHOWN = 12
const COLUMNS = 7

/** What this host's mail meets, per sending address where the log names it; the share leads to the receiver's words. */
export function HostReceivers({ host, view, period }: HostReceiversProps) {
  const t = useTranslations('hosts.receivers')
  const path = `/support/hosts/${encodeURIComponent(host)}`
  const segments = hostReceiverPeriods.map((key) => ({ key, label: t(`periods.${key}`), href: key === '24h' ? path : `${path}?receivers=${key}` }))

  return (
    <Card aria-labelledby="host-receivers">
      <CardHead
        id="host-receivers"
        title={t('title')}
        about={view.isSilent ? <span className="text-unk">{t('silent')} {view.lastReadAt && <Time at={view.lastReadAt} isFocusable={false} />}</span> : view.lastReadAt && <>{t('counted')} <Time at={view.lastReadAt} isFocusable={false} /></>}
        aside={<SegmentedLinks label={t('period')} segments={segments} current={period} />}
        isRuled
      />
      {view.sending.length === 0 ? (
        <p className="px-4 py-3 text-text-2">{t('none')}</p>
      ) : (
        <DataTable label={t('title')}>
          <TableHead className="md:static!">
            <HeadCell>{t('receiver')}</HeadCell>
            <HeadCell>{t('delivered')}</HeadCell>
            <HeadCell isNumber>{t('attempts')}</HeadCell>
            <HeadCell isNumber>{t('refused')}</HeadCell>
            <HeadCell isNumber>{t('deferred')}</HeadCell>
            <HeadCell>{t('classes')}</HeadCell>
            <HeadCell className={WIDE_ONLY}>{t('trend')}</HeadCell>
          </TableHead>
          <TableBody>
            {view.sending.map(({ ip, receivers }) => [
              (ip !== null || view.sending.length > 1) && (
                <GroupRow key={`ip ${ip}`} columns={COLUMNS}>{ip === null ? <span className="text-text-2">{t('noIp')}</span> : <>{t('from')} <span className="mono font-strong">{ip}</span></>}</GroupRow>
              ),
              ...receivers.slice(0, SHOWN).map((receiver) => <ReceiverRow key={`${ip} ${receiver.receiver}`} host={host} receiver={receiver} period={period} />),
              receivers.length > SHOWN && (
                <Row key={`more ${ip}`}><Cell colSpan={COLUMNS} className="text-text-2">{t('more', { count: receivers.length - SHOWN })}</Cell></Row>
              ),
            ])}
          </TableBody>
        </DataTable>
      )}
    </Card>
  )
}

function ReceiverRow({ host, receiver: { receiver, name, pair, state, attempts, classes, trend }, period }: { host: string; receiver: NamedHostReceiver; period: HostReceiverPeriod }) {
  const t = useTranslations('hosts.receivers')
  const language = useLocale()
  const number = (value: number) => <span className={value === 0 ? 'text-text-3' : undefined}>{formatNumber(value, language)}</span>
  const words = t('openPair', { receiver: name })

  return (
    <Row>
      <Cell isRowHead><Link href={receiverHref(receiver, { period })} className="font-strong wrap-anywhere hover:text-accent hover:underline">{name}</Link></Cell>
      <Cell label={t('delivered')}>
        <Link href={matrixHref(matrixQuery.parse({}), { period, host, receiver })} title={words} className="focus-inset inline-block rounded-control hover:underline"><span className="sr-only">{words}: </span><PairWord pair={pair} state={state} /></Link>
      </Cell>
      <Cell label={t('attempts')} isNumber>{number(attempts)}</Cell>
      <Cell label={t('refused')} isNumber>{number(pair.refused)}</Cell>
      <Cell label={t('deferred')} isNumber>{number(pair.deferred)}</Cell>
      <Cell label={t('classes')}><ClassTags classes={classes} max={1} /></Cell>
      <Cell label={t('trend')} className={WIDE_ONLY}><Sparkline values={trend} min={0} max={1} tone={SHOWN_TONE[state]} width={96} label={t('trendOf', { receiver: name, period: t(`periods.${period}`) })} /></Cell>
    </Row>
  )
}
