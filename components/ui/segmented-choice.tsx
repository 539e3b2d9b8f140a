'use client'

import clsx from 'clsx'
import { useId } from 'react'

type SegmentedChoiceProps<K extends string> = {
  label: string
  name?: string
  options: readonly { key: K; label: string }[]
  current: K
  onChange: (key: K) => void
  isWide?: boolean
}

/** A choice of one that stays on the page; radio buttons under the drawing, so arrow keys work. */
export function SegmentedChoice<K extends string>({ label, name, options, current, onChange, isWide }: SegmentedChoiceProps<K>) {
  const id = useId()

  return (
    <fieldset className={clsx('inline-flex h-8 min-w-0 rounded-control border border-control bg-surface', isWide && 'w-full')}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.key}
          className={clsx(
            'inline-flex items-center justify-center border-l border-line px-2.5 whitespace-nowrap first-of-type:rounded-l-control first-of-type:border-l-0 last-of-type:rounded-r-control',
            'has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent',
            isWide && 'flex-1',
            option.key === current ? 'bg-accent-soft font-strong text-accent' : 'text-text-2 hover:bg-sunken',
          )}
        >
          <input type="radio" className="sr-only" name={name ?? id} value={option.key} checked={option.key === current} onChange={() => onChange(option.key)} />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
