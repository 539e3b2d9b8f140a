import type { ReactNode } from 'react'
import { StateShape } from './state-shape.tsx'

/** Nothing here: a bold sentence of what that means, a light one of what was last. */
export function EmptyState({ title, about, children }: { title: string; about?: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-1 rounded-card border border-dashed border-control px-4 py-8 text-center">
      <p className="font-[600]">{title}</p>
      {about && <p className="max-w-prose text-text-2">{about}</p>}
      {children && <div className="mt-3 flex gap-2">{children}</div>}
    </div>
  )
}

/** Something failed: what, what that means, what to do; `children` are the ways on. */
export function ErrorState({ title, about, reference, children }: { title: string; about?: ReactNode; reference?: ReactNode; children?: ReactNode }) {
  return (
    <div role="alert" className="flex flex-col items-start gap-1 rounded-card border border-line bg-surface px-4 py-4">
      <p className="flex items-center gap-2 font-[600] text-bad">
        <StateShape tone="bad" />
        {title}
      </p>
      {about && <p className="max-w-prose text-text-2">{about}</p>}
      {reference && <p className="mono text-text-3">{reference}</p>}
      {children && <div className="mt-2 flex gap-2">{children}</div>}
    </div>
  )
}
