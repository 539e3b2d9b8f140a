'use client'

import { useTranslations } from 'next-intl'
import { Card } from '../../../../components/ui/card.tsx'
import { StateShape } from '../../../../components/ui/state-shape.tsx'
import type { CellState, FleetColumn, FleetGroup } from '../../../../lib/probes/fleet.ts'
import { probesHref, type ProbeQuery } from '../../../../lib/probes/probe-query.ts'
import { CELL_TONE } from './cell-tone.ts'

const ORDER: CellState[] = ['fail', 'failing-unseen', 'later', 'unknown', 'known']

/** The comparison on a phone: what does not pass, what harms now first. */
export function TroubledChecks({ columns, groups, query }: { columns: FleetColumn[]; groups: FleetGroup[]; query: ProbeQuery }) {
  const t = useTranslations('probes')
  const troubled = groups
    .flatMap(({ rows }) => rows)
    .flatMap(({ host, cells }) => columns.flatMap(({ check }) => (cells[check] && cells[check].state !== 'pass' ? [{ host, check, cell: cells[check] }] : [])))
    .toSorted((a, b) => ORDER.indexOf(a.cell.state) - ORDER.indexOf(b.cell.state) || a.host.name.localeCompare(b.host.name))

  return (
    <Card className="md:hidden print:hidden" aria-label={t('troubled')}>
      {troubled.length === 0 && <p className="px-4 py-3 text-text-2">{t('nothingFails')}</p>}
      <ul>
        {troubled.map(({ host, check, cell }) => (
          <li key={`${host.name} ${check}`} className="border-b border-line last:border-b-0">
            <a href={probesHref(query, { host: host.name, check })} data-cell="" className="focus-inset flex min-h-11 items-center gap-3 px-4 py-2">
              <StateShape tone={CELL_TONE[cell.state]} label={t(`state.${cell.state}`)} />
              <span className="min-w-0"><span className="mono font-strong">{host.name}</span> {t(`check.${check}.short`)}{cell.ports.length > 0 && <span className="figures text-text-2"> · {cell.ports.join(' ')}</span>}</span>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}
