'use client'

import clsx from 'clsx'
import { Check, Minus } from 'lucide-react'
import { useEffect, useRef, type ComponentProps, type ReactNode } from 'react'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & {
  label: ReactNode
  /** Hides the label from the eye: in table rows. It must then be a plain string that names the row. */
  isLabelHidden?: boolean
  /** Some, not all, of what it stands for is chosen. */
  isSome?: boolean
}

/** On, off or some. A real checkbox under the drawing, so forms and screen readers know it. */
export function Checkbox({ label, isLabelHidden, isSome = false, className, ...rest }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = isSome
  }, [isSome])

  return (
    <label className={clsx('inline-flex min-h-6 items-center gap-2', className)}>
      <span className="relative inline-flex size-4 shrink-0">
        <input
          ref={box}
          {...rest}
          type="checkbox"
          className="peer size-4 appearance-none rounded-tag border border-control bg-surface checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:border-line-strong disabled:bg-sunken"
        />
        <Check aria-hidden strokeWidth={2.5} className="pointer-events-none absolute inset-0.5 hidden size-3 text-on-accent peer-checked:block peer-indeterminate:hidden" />
        <Minus aria-hidden strokeWidth={3} className="pointer-events-none absolute inset-0.5 hidden size-3 text-on-accent peer-indeterminate:block" />
      </span>
      <span className={clsx(isLabelHidden && 'sr-only')}>{label}</span>
    </label>
  )
}
