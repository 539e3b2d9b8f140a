import type { KeyboardEvent } from 'react'

const STEPS: Record<string, [rows: number, columns: number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

/** Arrow keys walk from cell to cell of a table whose cells hold a `[data-cell]`; Enter opens one, as links do. */
export function walkCells(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key]
  const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-cell]')?.closest('td') : null
  if (!step || !cell) return
  event.preventDefault()
  nextCell(cell, step)?.focus()
}

/** The next cell that can be opened in that direction; rows and cells that say nothing are passed over. */
function nextCell(cell: HTMLTableCellElement, [rows, columns]: [number, number]): HTMLElement | null {
  const table = cell.closest('table')
  let row = cell.parentElement instanceof HTMLTableRowElement ? cell.parentElement.rowIndex : 0
  let column = cell.cellIndex
  for (let tried = 0; table && tried < 2000; tried += 1) {
    row += rows
    column += columns
    const line = table.rows[row]
    if (!line || column < 1 || (columns !== 0 && column >= line.cells.length)) return null
    const found = line.cells[column]?.querySelector<HTMLElement>('[data-cell]')
    if (found) return found
  }
  return null
}
