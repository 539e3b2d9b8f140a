import type { RefusalClass } from '../refusals/refusal.ts'
import type { ReceiverBin } from './receiver-page.ts'

/** One class over the bins; null stands for all classes that have no series of their own. */
export type ClassSeries = { refusalClass: RefusalClass | null; total: number; values: number[] }

const SERIES_MAX = 5

/** The most frequent classes, each over all bins, and the others as one. */
export function seriesOf(bins: ReceiverBin[], max = SERIES_MAX): ClassSeries[] {
  const totals = new Map<RefusalClass, number>()
  for (const { classes } of bins) for (const [name, count] of entriesOf(classes)) totals.set(name, (totals.get(name) ?? 0) + count)
  const names = [...totals].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name]) => name)
  const own = names.slice(0, max).map((refusalClass) => series(refusalClass, bins, (name) => name === refusalClass))
  const rest = new Set(names.slice(max))
  return rest.size === 0 ? own : [...own, series(null, bins, (name) => rest.has(name))]
}

function series(refusalClass: RefusalClass | null, bins: ReceiverBin[], isOwn: (name: RefusalClass) => boolean): ClassSeries {
  const values = bins.map(({ classes }) => entriesOf(classes).reduce((sum, [name, count]) => (isOwn(name) ? sum + count : sum), 0))
  return { refusalClass, values, total: values.reduce((sum, value) => sum + value, 0) }
}

function entriesOf(classes: ReceiverBin['classes']): [RefusalClass, number][] {
  return Object.entries(classes ?? {}) as [RefusalClass, number][]
}
