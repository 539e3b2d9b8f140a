'use client'

import clsx from 'clsx'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import type { DayState } from '../../lib/blocklists/day-states.ts'
import { formatDay, formatMonthDay } from '../../lib/i18n/format.ts'

const LOOK = { listed: 'bg-bad-fill', clear: 'bg-ok-fill/35', unknown: 'hatched' } as const

/** What it was on each of the last days: a part for each, and in words how many. */
export function DayStrip({ days, height = 16 }: { days: DayState[]; height?: number }) {
  const t = useTranslations('blocklists.panel')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const count = (state: DayState['state']) => days.filter((day) => day.state === state).length
  const first = days[0]

  return (
    <div>
      <div role="img" aria-label={t('daysLabel', { listed: count('listed'), unknown: count('unknown'), count: days.length })} className="flex gap-0.5" style={{ height }}>
        {days.map(({ from, state }) => <span key={from} title={t('day', { day: formatDay(from, language, zone), state })} className={clsx('print-exact flex-1 rounded-[1px]', LOOK[state])} />)}
      </div>
      {first && (
        <p className="mt-0.5 flex justify-between text-label text-text-2">
          <span>{formatMonthDay(first.from, language, zone)}</span>
          <span>{t('today')}</span>
        </p>
      )}
    </div>
  )
}
