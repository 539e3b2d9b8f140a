import clsx from 'clsx'

export type Share = { key: string; value: number; name: string; shown: string }

const FILLS = ['bg-text', 'bg-text-3', 'bg-control', 'bg-line-strong'] as const

/** Parts of a whole as one bar, each named with its figure under it. Greys only: what is great is not what is bad. */
export function ShareBar({ shares, label }: { shares: readonly Share[]; label: string }) {
  const sum = shares.reduce((total, share) => total + share.value, 0)
  const kept = shares.filter((share) => share.value > 0)

  return (
    <div>
      <div role="img" aria-label={label} className="flex h-2 gap-0.5 print-exact">
        {kept.map((share) => (
          <span key={share.key} className={clsx('min-w-1 rounded-[1px]', FILLS[shares.indexOf(share) % FILLS.length])} style={{ width: `${(share.value / sum) * 100}%` }} />
        ))}
      </div>
      <ul className="mt-1.5 flex flex-wrap gap-x-5 gap-y-1">
        {shares.map((share, index) => (
          <li key={share.key} className="flex items-baseline gap-1.5 text-label">
            <span aria-hidden className={clsx('size-2 rounded-[1px] print-exact', FILLS[index % FILLS.length])} />
            <span className="text-text-2">{share.name}</span> <strong className="figures">{share.shown}</strong>
          </li>
        ))}
      </ul>
    </div>
  )
}
