import type { KeyboardEvent } from 'react'

const STEPS: Record<string, [rows: number, columns: number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

/** Arrow keys walk from cell to cell of a table whose cells hold a `[data-pair]`; Enter opens one, as links do. */
export function walkCells(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key]
  const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-pair]')?.closest('td') : null
  if (!step || !cell) return
  event.preventDefault()
  nextPair(cell, step)?.focus()
}

/** The next cell with figures in that direction; rows of silent hosts and cells without mail are passed over. */
function nextPair(cell: HTMLTableCellElement, [rows, columns]: [number, number]): HTMLElement | null {
  const table = cell.closest('table')
  let row = cell.parentElement instanceof HTMLTableRowElement ? cell.parentElement.rowIndex : 0
  let column = cell.cellIndex
  for (let tried = 0; table && tried < 2000; tried += 1) {
    row += rows
    column += columns
    const line = table.rows[row]
    if (!line || column < 1 || (columns !== 0 && column >= line.cells.length)) return null
    const found = line.cells[column]?.querySelector<HTMLElement>('[data-pair]')
    if (found) return found
  }
  return null
}
