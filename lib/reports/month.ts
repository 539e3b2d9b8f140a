/** Months as they stand in addresses (`2026-11`), and when they begin and end on the provider's wall clock. */
export type Period = { from: Date; to: Date }

const DAY_MS = 86_400_000

/** `2026-11`; null for anything that is no month. */
export function readMonth(text: string): string | null {
  return /^20\d{2}-(0[1-9]|1[0-2])$/.test(text) ? text : null
}

/** The month that a time lies in, on the clock of the zone. */
export function monthOf(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit' }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}`
}

/** The month so many months later; earlier for a negative number. */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const index = year * 12 + (number - 1) + count
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** From the first midnight of the month to that of the next. */
export function monthPeriod(month: string, zone: string): Period {
  return { from: monthBegin(month, zone), to: monthBegin(addMonths(month, 1), zone) }
}

/** Midnight of the first, found by the zone's clock: its distance from UTC differs with summer time. */
function monthBegin(month: string, zone: string): Date {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const utc = Date.UTC(year, number - 1, 1)
  const guess = utc - offsetMs(new Date(utc), zone)
  return new Date(utc - offsetMs(new Date(guess), zone))
}

/** How far the zone's clock is ahead of UTC at that time. */
function offsetMs(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(at.getTime() / 1000) * 1000
}

/** Spans that the overview looks back over, in days. */
export const SPANS = { '28d': 28, '90d': 90, '365d': 365 } as const
export type Span = keyof typeof SPANS

/** The last so many days, and as many before them to compare with. */
export function spanPeriods(span: Span, now: Date): { period: Period; before: Period } {
  const length = SPANS[span] * DAY_MS
  const from = new Date(now.getTime() - length)
  return { period: { from, to: now }, before: { from: new Date(from.getTime() - length), to: from } }
}
