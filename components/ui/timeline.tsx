import clsx from 'clsx'
import type { ReactNode } from 'react'
import { StateShape, type Tone } from './state-shape.tsx'

/** One story, newest first. Holds TimelineDay and TimelineEntry. */
export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="flex flex-col px-4 py-3">
      {children}
    </ol>
  )
}

/** The name of a day with a rule behind it. */
export function TimelineDay({ children }: { children: ReactNode }) {
  return (
    <li className="flex items-center gap-2 pt-2 pb-1 text-label text-text-2 first:pt-0">
      <span>{children}</span>
      <span aria-hidden className="h-px flex-1 bg-line" />
    </li>
  )
}

type TimelineEntryProps = {
  time: ReactNode
  tone?: Tone
  icon?: ReactNode
  title: ReactNode
  about?: ReactNode
  /** Who did it, at the right. */
  by?: ReactNode
  /** A quote or figures below. */
  children?: ReactNode
  className?: string
}

/** One thing that happened: when, shape or icon, what, by whom. */
export function TimelineEntry({ time, tone, icon, title, about, by, children, className }: TimelineEntryProps) {
  return (
    <li className={clsx('grid grid-cols-[4.25rem_1rem_1fr_auto] gap-x-2 py-1', className)}>
      <span className="figures text-text-2">{time}</span>
      <span className="flex h-5 items-center justify-center text-text-3">{tone ? <StateShape tone={tone} size={10} /> : icon}</span>
      <div className="min-w-0">
        <strong>{title}</strong> {about && <span className="text-text-2">{about}</span>}
      </div>
      <span className="text-label leading-5 text-text-2">{by}</span>
      {children && <div className="col-span-2 col-start-3 mt-1 min-w-0">{children}</div>}
    </li>
  )
}
