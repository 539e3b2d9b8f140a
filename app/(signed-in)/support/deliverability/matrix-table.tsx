'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, GroupRow, HeadCell, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { SoftLinks } from '../../../../components/ui/soft-links.tsx'
import { StateShape } from '../../../../components/ui/state-shape.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import { useIsHydrated } from '../../../../components/ui/use-is-hydrated.ts'
import type { MatrixPage } from '../../../../lib/deliveries/delivery-views.ts'
import { emptyPair, usualKey, type MatrixRow } from '../../../../lib/deliveries/matrix.ts'
import { matrixHref, type MatrixQuery } from '../../../../lib/deliveries/matrix-query.ts'
import { receiverHref } from '../../../../lib/deliveries/receiver-query.ts'
import { PairCell, useCellWords, type CellWords } from './pair-cell.tsx'
import { TotalCell } from './total-cell.tsx'

/** So many rows fill a screen; the server draws no more, the others are drawn by the browser from the same figures. */
const FIRST_ROWS = 20

type MatrixTableProps = { matrix: MatrixPage; query: MatrixQuery }

/**
 * Hosts by site, receivers by volume. A part of the browser, so that figures travel to it once, as figures. On phones
 * the list of troubled pairs stands in its place.
 */
export function MatrixTable({ matrix, query }: MatrixTableProps) {
  const t = useTranslations('deliverability')
  const words = useCellWords()
  const isHydrated = useIsHydrated()
  const { receivers, sites } = matrix
  const shown = new Set(sites.flatMap(({ rows }) => rows).slice(0, isHydrated ? undefined : FIRST_ROWS))

  return (
    <Card className="overflow-x-auto max-md:hidden">
      <SoftLinks>
        <DataTable label={t('title')}>
          <TableHead className="static!">
            <HeadCell className="sticky left-0 z-1 bg-surface">{t('host')}</HeadCell>
            {receivers.map((receiver) => (
              <HeadCell key={receiver.id}>
                <span className="inline-flex items-center gap-1.5 px-2">
                  {receiver.troubledHosts > 0 && <StateShape tone={receiver.refusingHosts > 0 ? 'bad' : 'wait'} size={8} label={t('troubled')} />}
                  <Link href={receiverHref(receiver.id, { period: query.period })} className="hover:text-accent hover:underline">{receiver.name}</Link>
                </span>
              </HeadCell>
            ))}
          </TableHead>
          <TableBody>
            {sites.map(({ site, rows, hosts, fine }) => {
              return [
                (sites.length > 1 || matrix.pages > 1) && (
                  <GroupRow key={`site ${site}`} columns={receivers.length + 1}>
                    <span className="sticky left-4 inline-block">
                      <span className="font-strong">{site === '' ? t('noSite') : site}</span>
                      <span className="ml-3 text-text-2">{t('hosts', { count: hosts })}</span>
                    </span>
                  </GroupRow>
                ),
                ...rows.filter((row) => shown.has(row)).map((row) => <HostRow key={row.host.id} row={row} matrix={matrix} query={query} words={words} />),
                fine > 0 && (
                  <Row key={`more ${site}`}>
                    <Cell colSpan={receivers.length + 1}>
                      <Link href={matrixHref(query, { whole: site, page: 1 })} scroll={false} className="text-accent hover:underline">{t('moreFine', { count: fine })}</Link>
                    </Cell>
                  </Row>
                ),
              ]
            })}
            <Row className="border-t border-line-strong bg-surface">
              <Cell isRowHead className="sticky left-0 z-1 bg-inherit whitespace-nowrap"><span className="font-strong">{t('all', { count: matrix.hosts })}</span></Cell>
              {receivers.map((receiver) => (
                <Cell key={receiver.id}><Link href={receiverHref(receiver.id, { period: query.period })} className="focus-inset block rounded-control hover:underline"><TotalCell receiver={receiver} /></Link></Cell>
              ))}
            </Row>
          </TableBody>
        </DataTable>
      </SoftLinks>
    </Card>
  )
}

function HostRow({ row: { host, pairs }, matrix, query, words }: { row: MatrixRow; words: CellWords } & MatrixTableProps) {
  return (
    <Row className="bg-surface">
      <Cell isRowHead className="sticky left-0 z-1 bg-inherit whitespace-nowrap">
        <a data-soft href={`/support/hosts/${encodeURIComponent(host.name)}`} className="mono font-strong hover:text-accent hover:underline">{host.name}</a>
        {host.ips[0] && <span className="mono ml-2 text-text-3">{host.ips[0]}</span>}
      </Cell>
      {host.isSilent ? (
        <Cell colSpan={matrix.receivers.length}>
          <span className="sticky left-28 inline-flex items-center gap-2 text-unk">
            <StateShape tone="unk" />
            {host.lastReadAt ? <span>{words.notHeard} <Time at={host.lastReadAt} isFocusable={false} /></span> : words.neverHeard}
          </span>
        </Cell>
      ) : (
        matrix.receivers.map((receiver) => (
          <Cell key={receiver.id}>
            <PairCell host={host.name} receiver={receiver} pair={pairs[receiver.id] ?? emptyPair()} usual={matrix.usual[usualKey(host.id, receiver.id)]} query={query} words={words} />
          </Cell>
        ))
      )}
    </Row>
  )
}
