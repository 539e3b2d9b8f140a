'use client'

import { useLocale, useTimeZone } from 'next-intl'
import { formatClock, formatDay, zoneName } from '../../lib/i18n/format.ts'
import { useTickingNow } from '../ui/use-ticking-now.ts'

/** "Tue 24 Nov · 14:31 CET": the desk's clock, not this computer's. */
export function Today() {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useTickingNow()

  return (
    <time dateTime={new Date(now).toISOString()} className="figures hidden text-label whitespace-nowrap text-text-2 xl:inline">
      {formatDay(now, language, zone)} · {formatClock(now, language, zone)} {zoneName(now, language, zone)}
    </time>
  )
}
