import clsx from 'clsx'
import type { ReactNode } from 'react'

type FigureProps = { value: ReactNode; label: ReactNode; about?: ReactNode; tone?: 'bad' | 'wait' | 'hold'; className?: string }

const TONES = { bad: 'text-bad', wait: 'text-wait', hold: 'text-hold' } as const

/** One number with what it counts; `about` says its period or its aim. Never a number alone. */
export function Figure({ value, label, about, tone, className }: FigureProps) {
  return (
    <div className={clsx('flex flex-col', className)}>
      <span className={clsx('figures text-figure', tone && TONES[tone])}>{value}</span>
      <span className="text-label text-text-2">{label}</span>
      {about && <span className="text-label text-text-3">{about}</span>}
    </div>
  )
}

/** Name and value under each other in two columns: `leave the host   30 a minute`. */
export function Facts({ facts, className }: { facts: readonly { name: string; value: ReactNode }[]; className?: string }) {
  return (
    <dl className={clsx('grid grid-cols-[auto_1fr] gap-x-4 gap-y-1', className)}>
      {facts.map((fact) => (
        <div key={fact.name} className="contents">
          <dt className="text-text-2">{fact.name}</dt>
          <dd className="min-w-0">{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
