'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import type { ListRow } from './rows.ts'

const DRAW_ALL_UP_TO = 200
const ROW_PX = 36

type RowsProps = { rows: readonly ListRow[]; draw: (row: ListRow, index: number) => ReactNode }

/** The rows of the list; above 200 only those in sight are in the page. */
export function VirtualRows({ rows, draw }: RowsProps) {
  if (rows.length > DRAW_ALL_UP_TO) return <OnlyThoseInSight rows={rows} draw={draw} />

  return (
    <div role="rowgroup">
      {rows.map((row, index) => (
        <div key={row.key} role="row" aria-rowindex={index + 2} className="border-b border-line last:border-b-0">
          {draw(row, index)}
        </div>
      ))}
    </div>
  )
}

function OnlyThoseInSight({ rows, draw }: RowsProps) {
  'use no memo'
  const body = useRef<HTMLDivElement>(null)
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    const measure = () => setOffset((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [])
  // The library hands out functions that change by themselves; this component is not memoised, so they are always read anew.
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    overscan: 12,
    scrollMargin: offset,
    initialRect: { width: 0, height: 900 },
    getItemKey: (index) => rows[index]?.key ?? index,
  })

  return (
    <div role="rowgroup" ref={body} className="relative" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map((item) => {
        const row = rows[item.index]
        if (!row) return null
        return (
          <div
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            role="row"
            aria-rowindex={item.index + 2}
            className="absolute top-0 left-0 w-full border-b border-line"
            style={{ transform: `translateY(${item.start - offset}px)` }}
          >
            {draw(row, item.index)}
          </div>
        )
      })}
    </div>
  )
}
