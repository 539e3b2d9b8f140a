import type { Addressee } from './delisting-request.ts'

/** How long one waits before asking what became of a request: in hours, or in days on which offices work. */
type Wait = { hours: number } | { workingDays: number }

/** As the catalogues tell it, the longer end of each; where they name none, what is usual. */
export const WAITS: Record<Addressee, Record<string, Wait>> = {
  receiver: {
    'microsoft-consumer': { workingDays: 2 },
    'microsoft-365': { workingDays: 2 },
    'united-internet': { workingDays: 3 },
    't-online': { workingDays: 2 },
    google: { workingDays: 10 },
    apple: { workingDays: 1 },
    orange: { workingDays: 3 },
    comcast: { hours: 48 },
    proofpoint: { workingDays: 3 },
    'barracuda-gw': { hours: 24 },
    cisco: { workingDays: 3 },
  },
  list: {
    barracuda: { hours: 24 },
    'mailspike-bl': { hours: 36 },
    'mailspike-z': { hours: 36 },
  },
}
const USUAL: Wait = { workingDays: 3 }

/** When an answer is due unless somebody says otherwise. A list that takes addresses off by itself is looked at again when it should have. */
export function answerDueAt(to: { addressee: Addressee; addresseeId: string; expiresAfterHours?: number | null }, now: Date, zone: string): Date {
  const own = WAITS[to.addressee][to.addresseeId]
  const wait = own ?? (to.expiresAfterHours ? { hours: to.expiresAfterHours } : USUAL)
  return 'hours' in wait ? new Date(now.getTime() + wait.hours * 3_600_000) : addWorkingDays(now, wait.workingDays, zone)
}

/** So many days on which offices work later, at the same time of the clock; holidays are not known. */
export function addWorkingDays(from: Date, days: number, zone: string): Date {
  let at = from
  let left = days
  while (left > 0) {
    at = nextDay(at, zone)
    if (!isWeekend(at, zone)) left -= 1
  }
  return at
}

const DAY_MS = 86_400_000

/** The next day at the same clock time, also over a change of the clocks. */
function nextDay(at: Date, zone: string): Date {
  const next = new Date(at.getTime() + DAY_MS)
  return new Date(next.getTime() + offsetOf(at, zone) - offsetOf(next, zone))
}

function isWeekend(at: Date, zone: string): boolean {
  const day = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: zone }).format(at)
  return day === 'Sat' || day === 'Sun'
}

/** How far a zone's clock is ahead of UTC, in milliseconds. */
function offsetOf(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(at)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(at.getTime() / 1000) * 1000
}
