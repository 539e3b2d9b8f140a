'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, type MouseEvent } from 'react'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, GroupRow, HeadCell, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { LinesInSight, type DrawnLines } from '../../../../components/ui/lines-in-sight.tsx'
import { StateShape } from '../../../../components/ui/state-shape.tsx'
import { useTickingNow } from '../../../../components/ui/use-ticking-now.ts'
import type { ListMatrixPage, ListRow } from '../../../../lib/blocklists/list-matrix-views.ts'
import { ipHref, listHref, listMatrixHref, type ListMatrixQuery } from '../../../../lib/blocklists/list-matrix-query.ts'
import { ListCell, type CellSaying } from './list-cell.tsx'

type Groups = Pick<ListMatrixPage, 'look' | 'clear'>
type ListMatrixTableProps = { matrix: Pick<ListMatrixPage, 'columns' | 'hidden'>; query: ListMatrixQuery }
type Line = { key: string } & ({ group: 'look' | 'clear'; count: number } | { row: ListRow } | { folded: number })

/** More rows, or more cells, than these are drawn only where they are in sight. */
const DRAW_ALL_UP_TO = 200
const CELLS_UP_TO = 1200

/**
 * Addresses or domains by how badly they need a look, lists by weight. A part of the browser, so that the cells travel
 * to it once, a letter each. On phones the list of troubled pairs stands in its place.
 */
export function ListMatrixTable({ groups, ...props }: ListMatrixTableProps & { /** `Groups` as JSON: a thousand rows are one text to who renders, and not ten thousand values. */ groups: string }) {
  const lines = useMemo(() => linesOf(JSON.parse(groups) as Groups), [groups])
  const isMany = lines.length > DRAW_ALL_UP_TO || lines.length * props.matrix.columns.length > CELLS_UP_TO
  return isMany ? <LinesInSight lines={lines} className="max-md:hidden">{(drawn) => <Matrix {...props} {...drawn} isFramed count={lines.length} />}</LinesInSight> : (
    <Card className="overflow-x-auto max-md:hidden">
      <Matrix {...props} count={lines.length} lines={lines.map((line, index) => ({ line, index }))} />
    </Card>
  )
}

function linesOf({ look, clear }: Groups): Line[] {
  const lines: Line[] = []
  if (look.count > 0) lines.push({ key: 'look', group: 'look', count: look.count })
  lines.push(...look.rows.map((row) => ({ key: row.target, row })))
  if (clear.count > 0) lines.push({ key: 'clear', group: 'clear', count: clear.count })
  lines.push(...clear.rows.map((row) => ({ key: row.target, row })))
  if (clear.folded > 0) lines.push({ key: 'folded', folded: clear.folded })
  return lines
}

/** Opens a cell without leaving the page; with a key held the browser does what it does with links. */
function follow(event: MouseEvent<HTMLElement>, go: (href: string) => void): void {
  const cell = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-cell]') : null
  const href = cell?.getAttribute('href')
  if (!href || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  go(href)
}

type MatrixProps = ListMatrixTableProps & Partial<DrawnLines<Line>> & { lines: DrawnLines<Line>['lines']; count: number; isFramed?: boolean }

function Matrix({ matrix, query, lines, count, isFramed = false, before = 0, after = 0, measure }: MatrixProps) {
  const t = useTranslations('blocklists')
  const router = useRouter()
  const language = useLocale()
  const now = useTickingNow()
  const unknown = t('state.unknown')
  const saying: CellSaying = { state: { l: t('state.listed'), c: t('state.clear'), u: unknown, o: `${unknown}, ${t('cell.old')}`, n: `${unknown}, ${t('cell.never')}` }, none: t('cell.none'), language, now: new Date(now).getTime() }
  const span = matrix.columns.length + 2 + (matrix.hidden > 0 ? 1 : 0)
  const head = clsx('align-bottom bg-surface py-1.5', isFramed && 'top-0')

  return (
    <DataTable label={t('title')} aria-rowcount={count + 1} onClick={(event) => follow(event, (href) => router.push(href, { scroll: false }))} className="w-auto min-w-full">
      <TableHead className={isFramed ? 'top-0!' : 'static!'}>
        <HeadCell className={clsx(head, 'sticky left-0 z-1')}>{t(query.show === 'domains' ? 'domain' : 'address')}</HeadCell>
        <HeadCell className={head}>{t(query.show === 'domains' ? 'whose' : 'host')}</HeadCell>
        {matrix.columns.map((list) => (
          <HeadCell key={list.id} className={clsx(head, 'min-w-18 max-w-24 px-1! whitespace-normal!')}>
            <span className="flex flex-col px-2 leading-4">
              <Link prefetch={false} href={listHref(list.id)} className={clsx('hover:text-accent hover:underline', list.trust === 'vanity' ? 'text-text-2' : 'text-text')}>{list.name}</Link>
              <span className="whitespace-nowrap text-text-3">{list.isSilent ? <><StateShape tone="unk" size={8} className="mr-1 inline" />{t('columnSilent')}</> : t(`told.${list.told}`)}</span>
            </span>
          </HeadCell>
        ))}
        {matrix.hidden > 0 && (
          <HeadCell className={clsx(head, 'max-w-24 whitespace-normal!')}>
            <Link href={listMatrixHref(query, { small: '1' })} scroll={false} className="leading-4 text-accent hover:underline">{t('hiddenLists', { count: matrix.hidden })}</Link>
          </HeadCell>
        )}
      </TableHead>
      <TableBody>
        {before > 0 && <tr aria-hidden style={{ height: before }}><td colSpan={span} /></tr>}
        {lines.map(({ line, index }) => <LineRow key={line.key} line={line} index={index} matrix={matrix} query={query} saying={saying} span={span} measure={measure} />)}
        {after > 0 && <tr aria-hidden style={{ height: after }}><td colSpan={span} /></tr>}
      </TableBody>
    </DataTable>
  )
}

function LineRow({ line, index, matrix, query, saying, span, measure }: ListMatrixTableProps & { line: Line; index: number; saying: CellSaying; span: number; measure: MatrixProps['measure'] }) {
  const t = useTranslations('blocklists')
  if ('group' in line) {
    return (
      <GroupRow columns={span}>
        <span className="sticky left-4 inline-block font-strong">{t(line.group === 'look' ? 'needsLook' : 'noListing')} · {line.count}</span>
      </GroupRow>
    )
  }
  if ('folded' in line) {
    return (
      <Row>
        <Cell colSpan={span}><Link href={listMatrixHref(query, { whole: '1' })} scroll={false} className="sticky left-4 text-accent hover:underline">{t('more', { count: line.folded })}</Link></Cell>
      </Row>
    )
  }
  const { row } = line
  const others = row.otherHosts > 0 ? t('uses.others', { count: row.otherHosts }) : ''
  const whose = [row.owners.map(({ name }) => name).join(', '), ...(others === '' ? [] : [others])]
  return (
    <Row ref={measure} data-index={index} aria-rowindex={index + 2} className="bg-surface">
      <Cell isRowHead className="sticky left-0 z-1 bg-inherit whitespace-nowrap">
        {query.show === 'domains' ? <span className="mono font-strong">{row.target}</span> : <Link prefetch={false} href={ipHref(row.target)} className="mono font-strong hover:text-accent hover:underline">{row.target}</Link>}
      </Cell>
      <Cell className="max-w-48 truncate whitespace-nowrap" title={whose.join(' ')}>
        {row.owners.map(({ name, customer }, n) => (
          <span key={name}>{n > 0 && ', '}<Link prefetch={false} href={customer === undefined ? `/support/hosts/${encodeURIComponent(name)}` : `/support/customers/${encodeURIComponent(customer)}`} className={clsx('hover:text-accent hover:underline', customer === undefined && 'mono')}>{name}</Link></span>
        ))}
        {others !== '' && ` ${others}`}
      </Cell>
      {matrix.columns.map((list, place) => (
        <Cell key={list.id} className="px-1!"><ListCell row={row} place={place} list={list} query={query} saying={saying} /></Cell>
      ))}
      {matrix.hidden > 0 && (
        <Cell className="text-label text-text-2">{row.others > 0 && <Link href={listMatrixHref(query, { small: '1' })} scroll={false} className="inline-flex items-center gap-1.5 whitespace-nowrap hover:underline"><StateShape tone="bad" size={7} label={t('state.listed')} />{t('smallListed', { count: row.others })}</Link>}</Cell>
      )}
    </Row>
  )
}
