'use client'

import clsx from 'clsx'
import type { ComponentProps } from 'react'

/** A button with a picture only: `label` is its name and its tooltip. 32 px square. */
export function IconButton({ label, className, children, ...rest }: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={clsx(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-text-2 hover:bg-sunken hover:text-text disabled:text-text-3',
        className,
      )}
    >
      {children}
    </button>
  )
}
