'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import clsx from 'clsx'
import { useRef, type ReactNode } from 'react'
import { Card } from './card.tsx'

const ROW_PX = 37

/** What of a long table is drawn: lines with their places, and the room that those before and after them take. */
export type DrawnLines<L> = { lines: { line: L; index: number }[]; before: number; after: number; measure: (row: HTMLTableRowElement | null) => void }

/** The frame of a table with hundreds of lines: it scrolls by itself, and only lines in sight are drawn. */
export function LinesInSight<L extends { key: string }>({ lines, className, children }: { lines: readonly L[]; className?: string; children: (drawn: DrawnLines<L>) => ReactNode }) {
  'use no memo'
  const frame = useRef<HTMLElement>(null)
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions change by themselves; this component is not memoised, so they are always read anew
  const virtualizer = useVirtualizer({
    count: lines.length, estimateSize: () => ROW_PX, overscan: 8, getScrollElement: () => frame.current, initialRect: { width: 0, height: 700 }, getItemKey: (index) => lines[index]?.key ?? index,
  })
  const items = virtualizer.getVirtualItems()

  return (
    <Card ref={frame} className={clsx('max-h-[calc(100dvh-11rem)] overflow-auto overscroll-contain', className)}>
      {children({
        lines: items.flatMap(({ index }) => { const line = lines[index]; return line ? [{ line, index }] : [] }),
        before: items[0]?.start ?? 0,
        after: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
        measure: virtualizer.measureElement,
      })}
    </Card>
  )
}
