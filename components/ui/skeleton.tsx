import clsx from 'clsx'

/** Grey lines where text will stand. The page around it says in words what is awaited. */
export function Skeleton({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <div aria-hidden className={clsx('flex flex-col', className)}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className="flex h-9 items-center border-b border-line last:border-b-0">
          <span className="h-3 animate-pulse rounded-tag bg-unk-soft" style={{ width: `${WIDTHS[index % WIDTHS.length]}%` }} />
        </div>
      ))}
    </div>
  )
}

const WIDTHS = [62, 48, 71, 55, 66]
