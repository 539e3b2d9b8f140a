import { useLocale, useTimeZone } from 'next-intl'
import { formatDayClock, formatWhole } from '../../lib/i18n/format.ts'

/** An absolute time as short as it can be ("14:05", "Mon 14:05", "8 Dec 14:19"); whole with its zone on hover. */
export function ClockTime({ at, now, className }: { at: string; now: number; className?: string }) {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'

  return (
    <time dateTime={at} title={formatWhole(at, language, zone)} className={className}>
      {formatDayClock(at, now, language, zone)}
    </time>
  )
}
