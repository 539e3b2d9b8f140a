'use client'

import type { ReactNode } from 'react'

type BulkBarProps = {
  /** "257 selected" */
  count: string
  about?: ReactNode
  clearWord: string
  onClear: () => void
  children: ReactNode
}

/** What can be done with the chosen rows; floats at the bottom while something is chosen. */
export function BulkBar({ count, about, clearWord, onClear, children }: BulkBarProps) {
  return (
    <div
      role="region"
      aria-label={count}
      data-print="no"
      className="sticky bottom-4 z-20 mt-4 flex flex-wrap items-center gap-2 rounded-card border border-line-strong bg-raised px-4 py-2.5 shadow-float max-md:bottom-16"
    >
      <strong aria-live="polite" className="figures">
        {count}
      </strong>
      {about && <span className="text-label text-text-2">{about}</span>}
      <span aria-hidden className="mx-1 h-5 w-px bg-line-strong max-md:hidden" />
      {children}
      <button type="button" onClick={onClear} className="ml-auto h-8 px-1 font-strong text-accent hover:underline">
        {clearWord}
      </button>
    </div>
  )
}
