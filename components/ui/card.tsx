import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

/** White on the grey page, one level deep. Name it by `aria-labelledby` or let CardHead do so. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section {...rest} className={clsx('rounded-card border border-line bg-surface', className)} />
}

type CardHeadProps = { title: ReactNode; about?: ReactNode; aside?: ReactNode; id?: string; level?: 2 | 3; isRuled?: boolean }

/** 40 px: title, a light word about it, something at the right. */
export function CardHead({ title, about, aside, id, level = 2, isRuled }: CardHeadProps) {
  const Heading = level === 2 ? 'h2' : 'h3'

  return (
    <header className={clsx('flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 px-4 py-2', isRuled && 'border-b border-line')}>
      <Heading id={id} className="text-section">
        {title}
      </Heading>
      {about && <span className="text-label text-text-3">{about}</span>}
      {aside && <span className="ml-auto text-body">{aside}</span>}
    </header>
  )
}

/** Quoted or measured things inside a card: the only ground a card may hold. */
export function Sunken({ className, ...rest }: ComponentProps<'div'>) {
  return <div {...rest} className={clsx('rounded-control bg-sunken px-3 py-2', className)} />
}

/** Text that came with a mail or from a host's log: mono, sunken, always as text. */
export function Quote({ children, className }: { children: string; className?: string }) {
  return (
    <pre tabIndex={0} className={clsx('mono max-h-60 overflow-auto rounded-control bg-sunken px-3 py-2 leading-[1.125rem] wrap-anywhere whitespace-pre-wrap text-text-2', className)}>
      {children}
    </pre>
  )
}
