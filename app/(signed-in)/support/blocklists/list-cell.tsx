import clsx from 'clsx'
import { StateShape } from '../../../../components/ui/state-shape.tsx'
import type { CellWord, ListHead, ListRow } from '../../../../lib/blocklists/list-matrix-views.ts'
import { CELLS, type Cell } from '../../../../lib/blocklists/list-matrix.ts'
import { listMatrixHref, type ListMatrixQuery } from '../../../../lib/blocklists/list-matrix-query.ts'
import { formatAge, formatAgeShort } from '../../../../lib/i18n/format.ts'
import type { Language } from '../../../../lib/i18n/language.ts'
import { CELL_TONE } from './list-tone.ts'

/** What all cells say, made once for all of them: there may be thousands. */
export type CellSaying = { state: Record<Exclude<Cell, '-'>, string>; none: string; language: Language; now: number }

type ListCellProps = { row: ListRow; place: number; list: ListHead; query: ListMatrixQuery; saying: CellSaying }

/**
 * Shape and age of one target on one list; a link that opens it, said in whole words to who does not see the table. A plain
 * link: the table follows it for all of its cells.
 */
export function ListCell({ row: { target, cells, words }, place, list, query, saying }: ListCellProps) {
  const cell = readCell(cells[place])
  if (cell === '-') return <span className="px-2 text-text-3" title={saying.none}>–</span>

  const isOpen = query.target === target && query.list === list.id
  const { short, whole } = sayCell(cell, words[place], saying)
  return (
    <a
      href={listMatrixHref(query, isOpen ? { target: null, list: null } : { target, list: list.id })}
      data-cell=""
      aria-current={isOpen ? 'true' : undefined}
      aria-label={`${target}, ${list.name}: ${whole}`}
      className={clsx('list-cell', cell === 'l' && 'list-cell-listed', isOpen && 'list-cell-open')}
    >
      <StateShape tone={CELL_TONE[cell]} size={10} />
      {short}
    </a>
  )
}

function sayCell(cell: Exclude<Cell, '-'>, word: CellWord | undefined, { state, language, now }: CellSaying): { short: string | null; whole: string } {
  if ((cell === 'l' || cell === 'o') && word) return { short: formatAgeShort(word.since, now, language), whole: `${state[cell]} ${formatAge(word.since, now, language, 'age')}` }
  if (cell === 'u' && word?.code) return { short: lastOctet(word.code), whole: `${state.u}, ${word.code}` }
  return { short: null, whole: state[cell] }
}

/** Administrative answers differ in their last octet: 254 is what people look for. */
function lastOctet(code: string): string {
  return code.split('.').at(-1) ?? code
}

function readCell(letter: string | undefined): Cell {
  return CELLS.find((cell) => cell === letter) ?? 'n'
}
