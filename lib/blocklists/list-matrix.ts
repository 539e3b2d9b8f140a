import type { TargetKind } from './blocklist.ts'
import { hardlyDecides, type WeighedList } from './weighed-list.ts'

/**
 * What is known of one target on one list, a letter each so that a thousand rows travel as short texts:
 * `l` listed · `c` clear · `u` unknown, the answer was no answer · `o` old: asked too long ago to be believed · `n` never
 * asked · `-` the list holds no targets of this kind.
 */
export const CELLS = ['l', 'c', 'u', 'o', 'n', '-'] as const
export type Cell = (typeof CELLS)[number]

/** A target with all its cells, in the order of the lists. */
export type TargetCells = { target: string; kind: TargetKind; owners: string[]; site: string; cells: string }

/**
 * A list over all targets. `isSilent`: of most of them nothing is known, so that it says nothing of any single one.
 * `isNew`: it was never asked about any of them.
 */
export type ListColumn = { list: WeighedList; listed: number; unknown: number; asked: number; isSilent: boolean; isNew: boolean }

/** So many targets without an answer prove nothing of a list; of fewer the list's own test points tell. */
const SILENT_FROM = 3

/** @param failing lists that fail their self-test at every resolver */
export function columnsOf(lists: readonly WeighedList[], rows: readonly TargetCells[], failing: ReadonlySet<string>): ListColumn[] {
  return lists.map((list, n) => {
    let [listed, unknown, asked, never] = [0, 0, 0, 0]
    for (const { cells } of rows) {
      const cell = cells[n]
      if (cell === undefined || cell === '-') continue
      asked++
      if (cell === 'l') listed++
      else if (cell !== 'c') unknown++
      if (cell === 'n') never++
    }
    const isSilent = asked > 0 && (failing.has(list.id) ? unknown > 0 : unknown >= SILENT_FROM && unknown * 2 > asked)
    return { list, listed, unknown, asked, isSilent, isNew: asked > 0 && never === asked }
  })
}

/** What of a row wants a look: `listed` and `unknown` count the lists that decide; a silent list says nothing of the row. */
export type Judged = { row: TargetCells; listed: number; unknown: number; small: number; weight: number }

/** A row against the columns: who lists it, and which answers about it alone were of no use. */
export function judge(row: TargetCells, columns: readonly ListColumn[]): Judged {
  const judged: Judged = { row, listed: 0, unknown: 0, small: 0, weight: 0 }
  columns.forEach(({ list, isSilent }, n) => {
    const cell = row.cells[n] ?? '-'
    const isSmall = list.trust === 'vanity'
    if (cell === 'l' && isSmall) judged.small++
    else if (cell === 'l') {
      judged.listed++
      judged.weight += WEIGHT[list.trust]
    } else if (!isSmall && !isSilent && (cell === 'u' || cell === 'o')) judged.unknown++
  })
  return judged
}

const WEIGHT = { 'tells-why': 4, 'decides-without-reason': 3, ordinary: 1, vanity: 0, 'no-verdict': 0 } as const

/** Whether somebody should look at it: an answer that is no answer is not harmless. */
export function needsLook({ listed, unknown }: Pick<Judged, 'listed' | 'unknown'>): boolean {
  return listed > 0 || unknown > 0
}

export type ListSummary = {
  targets: number
  listed: number
  /** Targets about which at least one list that decides gave an answer of no use. */
  unusable: number
  /** Lists of which nothing is known at all. */
  silent: number
  /** Targets that no list was ever asked about. */
  neverAsked: number
}

export function summaryOf(rows: readonly Judged[], columns: readonly ListColumn[]): ListSummary {
  return {
    targets: rows.length,
    listed: rows.filter(({ listed }) => listed > 0).length,
    unusable: rows.reduce((sum, { unknown }) => sum + unknown, 0),
    silent: columns.filter(({ isSilent, isNew, list }) => isSilent && !isNew && list.trust !== 'vanity').length,
    neverAsked: rows.filter(({ row }) => /^[n-]*$/.test(row.cells)).length,
  }
}

/** Well rows that are shown before the others are folded into one line. */
export const CLEAR_ROWS = 10

export type ListGroups = { look: Judged[]; clear: Judged[]; folded: number }

/** Rows that need a look, the weightiest listings first; then the others, folded unless all are asked for or something is looked for. */
export function groupRows(rows: readonly Judged[], isWhole: boolean): ListGroups {
  const look = rows.filter(needsLook).sort((a, b) => b.weight - a.weight || b.listed - a.listed || b.unknown - a.unknown || byTarget(a, b))
  const clear = rows.filter((row) => !needsLook(row)).sort((a, b) => b.small - a.small || byTarget(a, b))
  const shown = isWhole || clear.length <= CLEAR_ROWS + 1 ? clear.length : CLEAR_ROWS
  return { look, clear: clear.slice(0, shown), folded: clear.length - shown }
}

function byTarget(a: Judged, b: Judged): number {
  return compareTargets(a.row.target, b.row.target)
}

/** Addresses by their numbers, names by letters. */
export function compareTargets(a: string, b: string): number {
  return numeric.compare(a, b)
}

const numeric = new Intl.Collator('en', { numeric: true })

/** So many columns fit beside each other; lists that list something of ours have some more. */
export const COLUMNS_MAX = 10
const TOLD_MAX = 16

/**
 * The columns that are drawn: those that somebody chose, or every list with something of ours on it and the weightiest of the
 * lists that decide. `small`: all others, behind one click.
 */
export function chooseColumns(columns: readonly ListColumn[], { chosen, isWhole }: { chosen: readonly string[] | null; isWhole: boolean }): { shown: number[]; small: number[] } {
  const all = columns.map((_, n) => n).filter((n) => (columns[n]?.asked ?? 0) > 0)
  const of = (n: number) => columns[n] as ListColumn
  const isTold = (n: number) => of(n).listed > 0 && of(n).list.trust !== 'vanity'
  const told = all.filter(isTold).slice(0, TOLD_MAX)
  const further = all.filter((n) => !isTold(n) && !hardlyDecides(of(n).list)).slice(0, Math.max(0, COLUMNS_MAX - told.length))
  const isShown = (n: number) => (chosen ? chosen.includes(of(n).list.id) : told.includes(n) || further.includes(n))
  const shown = all.filter(isShown)
  const small = all.filter((n) => !isShown(n))
  return isWhole ? { shown: [...shown, ...small], small: [] } : { shown, small }
}

/** Whether what is looked for names the row. */
export function isFound({ target, owners, site }: Pick<TargetCells, 'target' | 'owners' | 'site'>, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return words.every((word) => [target, site, ...owners].some((text) => text.toLowerCase().includes(word)))
}

/** How many there are of each kind. */
export function countKinds(targets: readonly { kind: TargetKind }[]): Record<TargetKind, number> {
  const counts = { ip4: 0, ip6: 0, domain: 0, host: 0 }
  for (const { kind } of targets) counts[kind]++
  return counts
}
