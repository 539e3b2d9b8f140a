import clsx from 'clsx'
import { StateShape, TONE_SOFT, TONE_WORD, type Tone } from './state-shape.tsx'

type StateWordProps = { tone: Tone; children: React.ReactNode; className?: string; size?: number }

/** Shape and word of a state, on the plain ground of a row. */
export function StateWord({ tone, children, className, size }: StateWordProps) {
  return (
    <span className={clsx('inline-flex items-center gap-2 font-strong', TONE_WORD[tone], className)}>
      <StateShape tone={tone} size={size ?? 12} />
      <span>{children}</span>
    </span>
  )
}

/** Shape and word of a state on its soft ground: beside titles. */
export function StatePill({ tone, children, className }: StateWordProps) {
  return (
    <span
      className={clsx(
        'inline-flex h-5.5 items-center gap-2 rounded-tag px-2 text-body font-strong whitespace-nowrap',
        TONE_SOFT[tone],
        TONE_WORD[tone],
        className,
      )}
    >
      <StateShape tone={tone} size={10} />
      <span>{children}</span>
    </span>
  )
}

/** A plain tag without a state: a class, a host. */
export function Tag({ children, isMono, className }: { children: React.ReactNode; isMono?: boolean; className?: string }) {
  return (
    <span
      className={clsx(
        'inline-flex h-5.5 items-center rounded-tag border border-control bg-surface px-1.5 text-label whitespace-nowrap',
        isMono && 'mono',
        className,
      )}
    >
      {children}
    </span>
  )
}
