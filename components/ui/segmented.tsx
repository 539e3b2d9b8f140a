import clsx from 'clsx'
import Link from 'next/link'

export type Segment = { key: string; label: string; href: string }

/** A choice of one that lives in the URL: period, view, filter. `current` is the chosen key. */
export function SegmentedLinks({ label, segments, current, className }: { label: string; segments: readonly Segment[]; current: string; className?: string }) {
  return (
    <nav aria-label={label} className={clsx('inline-flex h-8 max-w-full overflow-x-auto rounded-control border border-control bg-surface', className)}>
      {segments.map((segment) => (
        <Link
          key={segment.key}
          href={segment.href}
          scroll={false}
          aria-current={segment.key === current ? 'true' : undefined}
          className={clsx(
            'focus-inset inline-flex items-center border-l border-line px-2.5 whitespace-nowrap first:rounded-l-control first:border-l-0 last:rounded-r-control',
            segment.key === current ? 'bg-accent-soft font-strong text-accent' : 'text-text-2 hover:bg-sunken hover:text-text',
          )}
        >
          {segment.label}
        </Link>
      ))}
    </nav>
  )
}
