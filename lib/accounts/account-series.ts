/** Over what time an account's page looks back, and how wide its bars are. */
export const PERIODS = {
  '24h': { hours: 24, barHours: 1 },
  '14d': { hours: 14 * 24, barHours: 4 },
  '1y': { hours: 364 * 24, barHours: 7 * 24 },
} as const
export type Period = keyof typeof PERIODS

export type HourFigures = {
  hour: Date
  messages: number
  recipients: number
  delivered: number
  deferred: number
  bounced: number
  unknownRecipients: number
  held: number
  refused: number
}
export type Bar = { at: string; messages: number; held: number; refused: number }
export type Series = { barHours: number; bars: Bar[]; /** What is usual for one bar; null when too little is known. */ habit: { low: number; high: number } | null }

const HOUR_MS = 3_600_000
/** Fewer bars than this in the past say nothing about a habit. */
const HABIT_BARS_MIN = 8

/** First hour that belongs to the series, so that its last bar ends with the running hour. */
export function seriesBegin(period: Period, now: Date): Date {
  const end = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS + HOUR_MS
  return new Date(end - PERIODS[period].hours * HOUR_MS)
}

/** Hours summed into bars, and the range in which nineteen of twenty bars of quiet times lie. */
export function makeSeries(period: Period, hours: HourFigures[], now: Date, quietUntil: Date | null): Series {
  const { barHours, hours: length } = PERIODS[period]
  const begin = seriesBegin(period, now).getTime()
  const bars: Bar[] = Array.from({ length: length / barHours }, (_, index) => ({
    at: new Date(begin + index * barHours * HOUR_MS).toISOString(), messages: 0, held: 0, refused: 0,
  }))
  for (const hour of hours) {
    const bar = bars[Math.floor((hour.hour.getTime() - begin) / HOUR_MS / barHours)]
    if (!bar) continue
    bar.messages += hour.messages
    bar.held += hour.held
    bar.refused += hour.refused
  }
  const first = hours[0]?.hour ?? now
  return { barHours, bars, habit: habitOf(bars, first, quietUntil ?? now) }
}

/** Bars from the account's first hour on that were whole before the burst (or before now). */
function habitOf(bars: Bar[], since: Date, until: Date): Series['habit'] {
  const width = bars[1] && bars[0] ? Date.parse(bars[1].at) - Date.parse(bars[0].at) : 0
  const quiet = bars.filter((bar) => Date.parse(bar.at) + width > since.getTime() && Date.parse(bar.at) + width <= until.getTime())
  if (quiet.length < HABIT_BARS_MIN) return null
  const sorted = quiet.map((bar) => bar.messages).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return { low: at(0.025), high: at(0.975) }
}
