import Link from 'next/link'

/** The mark: three strokes of a gate across a line that goes on. */
export function Mark() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden className="shrink-0">
      <path d="M0 10h20" stroke="var(--accent)" strokeWidth="1.75" />
      <path d="M7 2.5v15M13 2.5v15" stroke="var(--text)" strokeWidth="2" />
    </svg>
  )
}

/** Mark and name, leading to the first page of this audience. */
export function Brand({ name, href }: { name: string; href: string }) {
  return (
    <Link href={href} className="flex items-center gap-2.5 rounded-tag text-[0.9375rem] leading-5 font-[600] tracking-[-0.01em]">
      <Mark />
      <span className="truncate">{name}</span>
    </Link>
  )
}
