const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const ZONE = 'Europe/Berlin'

/** The clock by which a past is lived through: it stands still, and goes forward only. */
export type MovedClock = {
  now: () => Date
  /** Goes on to a time; one that has passed changes nothing. */
  goTo(at: Date): void
  forward(ms: number): void
}

export function startClock(at: Date): MovedClock {
  let ms = at.getTime()
  return {
    now: () => new Date(ms),
    goTo: (to) => void (ms = Math.max(ms, to.getTime())),
    forward: (by) => void (ms += by),
  }
}

/** Points of a past that leads up to `now`. */
export type Calendar = {
  now: Date
  /** A time of day in the provider's own zone, so many days ago. */
  day(ago: number, time: string): Date
  minutesAgo(minutes: number): Date
}

export function calendarUpTo(now: Date): Calendar {
  const midnight = now.getTime() - minutesOfDay(now) * MINUTE_MS - (now.getTime() % MINUTE_MS)
  return {
    now,
    day: (ago, time) => {
      const [hours = 0, minutes = 0] = time.split(':').map(Number)
      return new Date(midnight - ago * DAY_MS + (hours * 60 + minutes) * MINUTE_MS)
    },
    minutesAgo: (minutes) => new Date(now.getTime() - minutes * MINUTE_MS),
  }
}

function minutesOfDay(at: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: ZONE, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' }).formatToParts(at)
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  return value('hour') * 60 + value('minute')
}
