import { deliveryCell, replySample, type DeliveryCell, type ReplySample } from '../../protocol/deliveries.ts'
import type { Journal } from './open-journal.ts'

const KEPT_MS = 86_400_000

export function saveCell(journal: Journal, step: string, key: string, cell: DeliveryCell): void {
  journal.prepare('INSERT OR REPLACE INTO delivery_cells (step, key, cell, is_told) VALUES (?, ?, ?, 0)').run(step, key, JSON.stringify(cell))
}

export function saveSample(journal: Journal, step: string, key: string, sample: ReplySample): void {
  journal.prepare('INSERT INTO reply_samples (step, key, sample) VALUES (?, ?, ?)').run(step, key, JSON.stringify(sample))
}

export function loadCells(journal: Journal, step: string): Map<string, DeliveryCell> {
  const rows = journal.prepare('SELECT key, cell FROM delivery_cells WHERE step = ?').all(step)
  return new Map(rows.map((row) => [String(row.key), deliveryCell.parse(JSON.parse(String(row.cell)))]))
}

/** How many samples of each kind were taken in a step. */
export function countSamples(journal: Journal, step: string): Map<string, number> {
  const rows = journal.prepare('SELECT key, count(*) AS n FROM reply_samples WHERE step = ? GROUP BY key').all(step)
  return new Map(rows.map((row) => [String(row.key), Number(row.n)]))
}

export function hasUntoldRefusals(journal: Journal): boolean {
  return journal.prepare(`SELECT 1 FROM delivery_cells WHERE is_told = 0 ${OF_REFUSALS} LIMIT 1`).get() !== undefined
}

export type Untold = { step: string; cells: DeliveryCell[]; samples: ReplySample[] }

// Keys begin with the outcome (`cellKey`).
const OF_REFUSALS = "AND key NOT LIKE 'delivered %'"

/**
 * Cells and samples that changed since the last call, by step, oldest first; they count as told from now on. `refusals`:
 * cells of what was refused or put off only.
 */
export function takeUntoldDeliveries(journal: Journal, which: 'all' | 'refusals' = 'all'): Untold[] {
  const chosen = which === 'all' ? '' : OF_REFUSALS
  const cells = journal.prepare(`SELECT step, cell FROM delivery_cells WHERE is_told = 0 ${chosen} ORDER BY step`).all()
  const samples = journal.prepare('SELECT step, sample FROM reply_samples WHERE is_told = 0 ORDER BY step, id').all()
  if (cells.length > 0) journal.prepare(`UPDATE delivery_cells SET is_told = 1 WHERE is_told = 0 ${chosen}`).run()
  if (samples.length > 0) journal.prepare('UPDATE reply_samples SET is_told = 1 WHERE is_told = 0').run()

  const steps = new Map<string, Untold>()
  const untold = (step: string): Untold => {
    const known = steps.get(step) ?? { step, cells: [], samples: [] }
    steps.set(step, known)
    return known
  }
  for (const row of cells) untold(String(row.step)).cells.push(deliveryCell.parse(JSON.parse(String(row.cell))))
  for (const row of samples) untold(String(row.step)).samples.push(replySample.parse(JSON.parse(String(row.sample))))
  return [...steps.values()]
}

export function dropOldDeliveries(journal: Journal, now: Date): void {
  const before = new Date(now.getTime() - KEPT_MS).toISOString()
  journal.write(() => {
    journal.prepare('DELETE FROM delivery_cells WHERE step < ?').run(before)
    journal.prepare('DELETE FROM reply_samples WHERE step < ?').run(before)
  })
}
