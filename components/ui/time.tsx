'use client'

import { useLocale, useTimeZone } from 'next-intl'
import { formatAge, formatWhole } from '../../lib/i18n/format.ts'
import { useTickingNow } from './use-ticking-now.ts'

type TimeProps = {
  /** ISO time, as views hand it out. */
  at: string
  /** `ago`: "3 s ago" · `age`: "3 s" */
  shape?: 'ago' | 'age'
  className?: string
}

/** A relative time that updates itself; the absolute one, zone named, on hover and focus. */
export function Time({ at, shape = 'ago', className }: TimeProps) {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useTickingNow()
  const whole = formatWhole(at, language, zone)

  return (
    <time dateTime={at} title={whole} tabIndex={0} aria-label={whole} className={className}>
      {formatAge(at, now, language, shape)}
    </time>
  )
}
