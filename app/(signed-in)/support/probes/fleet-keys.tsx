'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { Kbd } from '../../../../components/ui/kbd.tsx'

const STEPS: Record<string, [rows: number, columns: number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

/** Arrow keys walk from cell to cell; Enter or a click opens one in the panel without leaving the page. */
export function FleetKeys({ children }: { children: ReactNode }) {
  const t = useTranslations('probes')
  const router = useRouter()

  function follow(event: MouseEvent<HTMLElement>): void {
    const cell = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-cell]') : null
    if (!cell || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    cell.focus()
    router.push(cell.getAttribute('href') ?? '/support/probes', { scroll: false })
  }

  return (
    <>
      <div onKeyDown={walk} onClick={follow}>{children}</div>
      <p className="mt-3 flex flex-wrap items-center gap-2 text-label text-text-2 max-md:hidden print:hidden">
        <Kbd>←</Kbd><Kbd>↑</Kbd><Kbd>↓</Kbd><Kbd>→</Kbd> {t('walk')} <Kbd>↵</Kbd> {t('open')} <Kbd>Esc</Kbd> {t('close')}
      </p>
    </>
  )
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key]
  const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-cell]')?.closest('td') : null
  if (!step || !cell) return
  event.preventDefault()
  nextCell(cell, step)?.focus()
}

/** The next cell in that direction; what does not apply to a host is passed over. */
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
