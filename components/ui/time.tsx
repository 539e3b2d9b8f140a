'use client'

import clsx from 'clsx'
import { useLocale, useTimeZone } from 'next-intl'
import { formatAge, formatWhole } from '../../lib/i18n/format.ts'
import { useTickingNow } from './use-ticking-now.ts'

type TimeProps = {
  /** ISO time, as views hand it out. */
  at: string
  /** `ago`: "3 s ago" · `age`: "3 s" */
  shape?: 'ago' | 'age'
  /** A tab stop that shows the absolute time. Off in long tables, where every row would be one. */
  isFocusable?: boolean
  className?: string
}

/** A relative time that updates itself; the absolute one, zone named, on hover and focus. */
export function Time({ at, shape = 'ago', isFocusable = true, className }: TimeProps) {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useTickingNow()
  const whole = formatWhole(at, language, zone)

  return (
    <time dateTime={at} title={whole} tabIndex={isFocusable ? 0 : undefined} className={clsx('group', className)}>
      <span className="group-focus:hidden">{formatAge(at, now, language, shape)}</span>
      <span className="hidden group-focus:inline">{whole}</span>
    </time>
  )
}
