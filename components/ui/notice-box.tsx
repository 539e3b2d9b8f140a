import clsx from 'clsx'
import type { ReactNode } from 'react'
import { StateShape, TONE_SOFT, TONE_WORD, type Tone } from './state-shape.tsx'

/** A word of warning or calm above what it is about; not an answer to an act (that is the toast). */
export function NoticeBox({ tone, title, children, className }: { tone: Tone; title: ReactNode; children?: ReactNode; className?: string }) {
  return (
    <div className={clsx('flex gap-2.5 rounded-control px-3 py-2', TONE_SOFT[tone], className)}>
      <StateShape tone={tone} className={clsx('mt-1', TONE_WORD[tone])} />
      <div className="min-w-0">
        <span className="font-strong">{title}</span> {children && <span className="text-text-2">{children}</span>}
      </div>
    </div>
  )
}
