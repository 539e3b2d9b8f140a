import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

/** Help under a question: folded by the browser itself, so it opens without JavaScript. */
export function Help({ title, children, isOpen }: { title: string; children: ReactNode; isOpen?: boolean }) {
  return (
    <details open={isOpen} className="group rounded-control bg-sunken px-3 py-2 text-body">
      <summary className="flex list-none items-center gap-2 font-strong [&::-webkit-details-marker]:hidden">
        <span className="flex-1">{title}</span>
        <ChevronDown size={16} aria-hidden className="text-text-2 transition-transform duration-100 group-open:rotate-180" />
      </summary>
      <div className="mt-1 text-text-2">{children}</div>
    </details>
  )
}
