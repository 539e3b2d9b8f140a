import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { PairWord, SHOWN_TONE } from '../../../../components/deliveries/pair-word.tsx'
import { Card, CardHead } from '../../../../components/ui/card.tsx'
import { Sparkline } from '../../../../components/ui/sparkline.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import type { ReceiverLine } from '../../../../lib/deliveries/receiver-list-views.ts'
import { receiverHref } from '../../../../lib/deliveries/receiver-query.ts'
import { formatNumber } from '../../../../lib/i18n/format.ts'

/** The receivers to look at first: what they took in the last hour, and the hours before it. */
export function ReceiverStrip({ lines }: { lines: ReceiverLine[] }) {
  const t = useTranslations('now.receivers')

  return (
    <Card aria-labelledby="now-receivers">
      <CardHead id="now-receivers" title={t('title')} about={t('about')} aside={<Link href="/support/deliverability" className="text-accent hover:underline">{t('all')}</Link>} isRuled />
      {lines.length === 0 ? (
        <p className="px-4 py-3 text-text-2">{t('none')}</p>
      ) : (
        <DataTable label={t('title')}>
          <TableHead className="md:static!">
            <HeadCell>{t('receiver')}</HeadCell>
            <HeadCell>{t('trend')}</HeadCell>
            <HeadCell>{t('delivered')}</HeadCell>
            <HeadCell isNumber>{t('attempts')}</HeadCell>
          </TableHead>
          <TableBody>{lines.map((line) => <Line key={line.receiver} line={line} />)}</TableBody>
        </DataTable>
      )}
    </Card>
  )
}

function Line({ line: { receiver, name, pair, state, attempts, troubled, hosts, trend } }: { line: ReceiverLine }) {
  const t = useTranslations('now.receivers')
  const language = useLocale()

  return (
    <Row>
      <Cell isRowHead>
        <Link href={receiverHref(receiver)} className="font-strong wrap-anywhere hover:text-accent hover:underline">{name}</Link>
        {troubled > 0 && <span className="ml-2 text-label text-text-2">{t('troubled', { count: troubled, hosts })}</span>}
      </Cell>
      <Cell label={t('trend')}><Sparkline values={trend} min={0} max={1} tone={SHOWN_TONE[state]} label={t('trendOf', { receiver: name })} /></Cell>
      <Cell label={t('delivered')}><PairWord pair={pair} state={state} /></Cell>
      <Cell label={t('attempts')} isNumber>{formatNumber(attempts, language)}</Cell>
    </Row>
  )
}
