import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { PairWord } from '../../../../components/deliveries/pair-word.tsx'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead, WIDE_ONLY } from '../../../../components/ui/data-table.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import type { MatrixPeriod } from '../../../../lib/deliveries/matrix.ts'
import type { ListedReceiver } from '../../../../lib/deliveries/receiver-list.ts'
import { receiverHref } from '../../../../lib/deliveries/receiver-query.ts'
import { formatNumber } from '../../../../lib/i18n/format.ts'

/** Receivers with what they take and on how many hosts they do not. */
export function ReceiverTable({ receivers, period }: { receivers: ListedReceiver[]; period: MatrixPeriod }) {
  const t = useTranslations('receivers.list')

  return (
    <Card>
      <DataTable label={useTranslations('receivers')('title')}>
        <TableHead>
          <HeadCell>{t('receiver')}</HeadCell>
          <HeadCell>{t('state')}</HeadCell>
          <HeadCell>{t('troubled')}</HeadCell>
          <HeadCell isNumber>{t('attempts')}</HeadCell>
          <HeadCell isNumber>{t('deferred')}</HeadCell>
          <HeadCell isNumber>{t('refused')}</HeadCell>
          <HeadCell isNumber className={WIDE_ONLY}>{t('others')}</HeadCell>
        </TableHead>
        <TableBody>
          {receivers.map((receiver) => <ReceiverRow key={receiver.receiver} receiver={receiver} period={period} />)}
        </TableBody>
      </DataTable>
    </Card>
  )
}

function ReceiverRow({ receiver: { receiver, name, isKnown, pair, state, attempts, hosts, troubled, refusing }, period }: { receiver: ListedReceiver; period: MatrixPeriod }) {
  const t = useTranslations('receivers.list')
  const language = useLocale()
  const number = (value: number) => <span className={value === 0 ? 'text-text-3' : undefined}>{formatNumber(value, language)}</span>
  const of = t('of', { count: formatNumber(troubled, language), hosts: formatNumber(hosts, language) })

  return (
    <Row>
      <Cell isRowHead>
        <Link href={receiverHref(receiver, { period })} className="font-strong wrap-anywhere hover:text-accent hover:underline">{name}</Link>
        {!isKnown && <span className="ml-2 text-label text-text-3">{t('unknown')}</span>}
      </Cell>
      <Cell label={t('state')}><PairWord pair={pair} state={state} /></Cell>
      <Cell label={t('troubled')}>{troubled === 0 ? <span className="figures text-text-3">{of}</span> : <StateWord tone={refusing > 0 ? 'bad' : 'wait'} className="figures">{of}</StateWord>}</Cell>
      <Cell label={t('attempts')} isNumber>{number(attempts)}</Cell>
      <Cell label={t('deferred')} isNumber>{number(pair.deferred)}</Cell>
      <Cell label={t('refused')} isNumber>{number(pair.refused)}</Cell>
      <Cell label={t('others')} isNumber className={WIDE_ONLY}>{number(pair.others)}</Cell>
    </Row>
  )
}
