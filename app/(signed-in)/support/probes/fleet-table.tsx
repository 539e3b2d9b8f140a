'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { SoftwareWords } from '../../../../components/hosts/software-words.tsx'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, GroupRow, HeadCell, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { LinesInSight, type DrawnLines } from '../../../../components/ui/lines-in-sight.tsx'
import { StateShape, TONE_SOFT, TONE_WORD } from '../../../../components/ui/state-shape.tsx'
import type { FleetCell, FleetColumn, FleetGroup, FleetRow } from '../../../../lib/probes/fleet.ts'
import { probesHref, type ProbeQuery } from '../../../../lib/probes/probe-query.ts'
import { CELL_TONE } from './cell-tone.ts'

type FleetTableProps = { columns: FleetColumn[]; query: ProbeQuery }
type Line = { key: string } & ({ group: FleetGroup } | { row: FleetRow; isFirst: boolean } | { kind: string; fine: number })

/** More cells than these are drawn only where they are in sight. */
const CELLS_UP_TO = 1200

/**
 * Hosts by kind, checks as columns. A part of the browser, so that states travel to it once, as states. On phones the
 * list of what fails stands in its place.
 */
export function FleetTable({ groups, ...props }: FleetTableProps & { /** `FleetGroup[]` as JSON: thousands of states are one text to who renders. */ groups: string }) {
  const lines = useMemo(() => linesOf(JSON.parse(groups) as FleetGroup[]), [groups])
  if (lines.length * props.columns.length > CELLS_UP_TO) return <LinesInSight lines={lines} className="relative max-md:hidden">{(drawn) => <Comparison {...props} {...drawn} isFramed count={lines.length} />}</LinesInSight>
  return (
    <Card className="relative overflow-x-auto max-md:hidden">
      <Comparison {...props} count={lines.length} lines={lines.map((line, index) => ({ line, index }))} />
    </Card>
  )
}

function linesOf(groups: FleetGroup[]): Line[] {
  return groups.flatMap((group, at) => [
    ...(groups.length > 1 || group.fine > 0 ? [{ key: `kind ${group.kind}`, group }] : []),
    ...group.rows.map((row, index) => ({ key: String(row.host.id), row, isFirst: at === 0 && index === 0 })),
    ...(group.fine > 0 ? [{ key: `more ${group.kind}`, kind: group.kind, fine: group.fine }] : []),
  ])
}

type ComparisonProps = FleetTableProps & Partial<DrawnLines<Line>> & { lines: DrawnLines<Line>['lines']; count: number; isFramed?: boolean }

function Comparison({ columns, query, lines, count, isFramed = false, before = 0, after = 0, measure }: ComparisonProps) {
  const t = useTranslations('probes')
  const say = useMemo(() => cellWords(t), [t])
  const firstConfigured = columns.findIndex(({ source }) => source === 'configuration')
  const span = columns.length + 1
  const head = clsx('bg-surface align-bottom', isFramed && 'top-0')

  return (
    <DataTable label={t('title')} aria-rowcount={count + 1}>
      <TableHead className={isFramed ? 'top-0!' : 'static!'}>
        <HeadCell className={clsx(head, 'sticky left-0 z-1')}>{t('host')}</HeadCell>
        {columns.map(({ check, failing }, index) => (
          <HeadCell key={check} className={clsx(head, 'min-w-15.5 px-1! py-1.5 whitespace-normal! hyphens-manual', index === firstConfigured && 'border-l border-line')}>
            {index === firstConfigured && <span className="sr-only">{t('configuration')}: </span>}
            <span className={clsx('block w-15.5 leading-4', failing > 0 && 'font-strong text-text')}>{t(`check.${check}.short`)}</span>
            {failing > 0 && <span className="sr-only">, {t('columnFails', { count: failing })}</span>}
          </HeadCell>
        ))}
      </TableHead>
      <TableBody>
        {before > 0 && <tr aria-hidden style={{ height: before }}><td colSpan={span} /></tr>}
        {lines.map(({ line, index }) => {
          if ('row' in line) return <HostRow key={line.key} index={index} measure={measure} isFirst={line.isFirst} row={line.row} columns={columns} firstConfigured={firstConfigured} query={query} say={say} />
          if ('group' in line) {
            const { kind, hosts, versions } = line.group
            return (
              <GroupRow key={line.key} columns={span}>
                <span className="sticky left-4 inline-block"><span className="font-strong">{kind}</span><span className="ml-3 text-text-2">{t('group', { count: hosts })}</span><Versions kind={kind} versions={versions} /></span>
              </GroupRow>
            )
          }
          return (
            <Row key={line.key}>
              <Cell colSpan={span}><Link href={probesHref(query, { whole: line.kind, page: 1 })} scroll={false} className="sticky left-4 text-accent hover:underline">{t('moreFine', { count: line.fine })}</Link></Cell>
            </Row>
          )
        })}
        {after > 0 && <tr aria-hidden style={{ height: after }}><td colSpan={span} /></tr>}
      </TableBody>
    </DataTable>
  )
}

/** How many of a kind run which version; nothing where all run the same, since their rows say it. */
function Versions({ kind, versions }: Pick<FleetGroup, 'kind' | 'versions'>) {
  if (versions.length < 2) return null
  return <span className="text-text-3">{versions.map(({ mtaVersion, count }) => <span key={mtaVersion ?? ''}> · <span className="figures">{count}</span> <SoftwareWords host={{ kind, mtaVersion }} isBesideKind /></span>)}</span>
}

type HostRowProps = { index: number; measure: DrawnLines<Line>['measure'] | undefined; /** Its first cell is where Tab enters the table, whatever it says. */ isFirst: boolean; row: FleetRow; columns: FleetColumn[]; firstConfigured: number; query: ProbeQuery; say: SayCell }

function HostRow({ index: at, measure, isFirst, row: { host, cells }, columns, firstConfigured, query, say }: HostRowProps) {
  const t = useTranslations('probes')
  const entry = isFirst ? columns.find(({ check }) => cells[check])?.check : undefined

  return (
    <tr ref={measure} data-index={at} role="row" aria-rowindex={at + 2} className="h-9 border-b border-line bg-surface last:border-b-0 hover:bg-sunken">
      <th role="rowheader" scope="row" className="sticky left-0 z-1 bg-inherit pr-3 pl-4 text-left font-[400] whitespace-nowrap">
        <Link prefetch={false} href={`/support/hosts/${encodeURIComponent(host.name)}`} className="mono font-strong hover:text-accent hover:underline">{host.name}</Link>
        <span className="ml-2 text-label text-text-3">{host.site !== '' && `${host.site} · `}<SoftwareWords host={host} isBesideKind /></span>
      </th>
      {columns.map(({ check }, index) => {
        const cell = cells[check]
        const edge = index === firstConfigured ? 'border-l border-line px-1' : 'px-1'
        if (!cell) return <td key={check} role="cell" className={clsx(edge, 'text-text-3')}><span aria-hidden className="pl-1">–</span><span className="sr-only">{t('notApplied')}</span></td>
        return <td key={check} role="cell" className={edge}><CellLink host={host.name} check={check} cell={cell} query={query} isEntry={check === entry} say={say} /></td>
      })}
    </tr>
  )
}

type SayCell = (host: string, check: FleetColumn['check'], cell: FleetCell) => string

/** What cells say in whole words; they say the same of many hosts, and with a hundred hosts there are thousands of them. */
function cellWords(t: ReturnType<typeof useTranslations<'probes'>>): SayCell {
  const said = new Map<string, string>()
  return (host, check, { state, ports }) => {
    const key = `${check} ${state} ${ports.join(' ')}`
    const words = said.get(key) ?? t('cell', { host: HOST, check: t(`check.${check}.short`), state: t(`state.${state}`), ports: ports.length === 0 ? 'none' : ports.join(' ') })
    said.set(key, words)
    return words.replace(HOST, host)
  }
}

/** Stands for the host's name, and in no other word. */
const HOST = '\u0001'

type CellLinkProps = { say: SayCell; isEntry: boolean; host: string; check: FleetColumn['check']; cell: FleetCell; query: ProbeQuery }

/** A plain address that the keys' frame follows: with a hundred hosts there are thousands of them. */
function CellLink({ say, isEntry, host, check, cell, query }: CellLinkProps) {
  const t = useTranslations('probes')
  const isOpen = query.host === host && query.check === check
  const href = probesHref(query, isOpen ? { host: null, check: null } : { host, check })
  const tone = CELL_TONE[cell.state]
  const ports = cell.ports.join(' ')
  const about = say(host, check, cell)
  const open = isOpen ? 'outline-2 -outline-offset-2 outline-accent' : ''
  if (cell.state === 'pass') {
    return <a href={href} data-cell="" tabIndex={isOpen || isEntry ? 0 : -1} aria-label={about} aria-current={isOpen ? 'true' : undefined} className={`focus-inset flex h-7 items-center rounded-control px-1 hover:bg-sunken ${open}`}><span className="size-2.5 rounded-full bg-ok-fill forced-color-adjust-none" /></a>
  }
  return (
    <a href={href} data-cell="" aria-current={isOpen ? 'true' : undefined} className={clsx('focus-inset flex h-7 w-fit items-center gap-1 rounded-control px-1', TONE_SOFT[tone], cell.isOdd && 'ring-1 ring-current', TONE_WORD[tone], open)}>
      <StateShape tone={tone} size={11} />
      <span className="sr-only">{about}{cell.isOdd ? `, ${t('odd')}` : ''}{cell.isSplit ? `, ${t('split')}` : ''}</span>
      {cell.ports.length > 0 && <span aria-hidden className="figures text-label leading-4 font-strong">{ports}</span>}
      {cell.isSplit && <span aria-hidden className="text-label">≠</span>}
    </a>
  )
}
