import type { Blocklist } from './blocklist.ts'

const HOUR_MS = 3_600_000
/** Spacing is wider than the limit by a fifth, since datagrams do not arrive as evenly as they leave and lost ones are sent again. */
export const ROOM = 1.2

interface Pace {
  nextAt: number
  /** Questions of the last 24 hours by hour. */
  hours: Map<number, number>
}

type Limited = Pick<Blocklist, 'family' | 'limits'>

/**
 * Keeps what lists allow, by operator: so many questions in a second, evenly spaced, and so many in any 24 hours. One for a
 * whole program, so that sweeps share it.
 */
export class Pacer {
  private readonly paces = new Map<string, Pace>()

  /**
   * Takes leave for one question now.
   *
   * @returns 0 when it may go, else milliseconds to wait; Infinity when the day's questions are used up
   */
  take(list: Limited, now: number): number {
    const { perSecond, perDay } = list.limits
    if (perSecond === undefined && perDay === undefined) return 0
    const pace = this.paceOf(list)
    if (pace.nextAt > now) return pace.nextAt - now
    if (perDay !== undefined && !takeOfDay(pace, perDay, now)) return Infinity
    if (perSecond !== undefined) pace.nextAt = now + (1000 / perSecond) * ROOM
    return 0
  }

  private paceOf(list: Limited): Pace {
    const key = paceKeyOf(list)
    let pace = this.paces.get(key)
    if (!pace) this.paces.set(key, (pace = { nextAt: 0, hours: new Map() }))
    return pace
  }
}

/** Lists with the same key share what they may be asked. */
export function paceKeyOf({ family, limits: { perSecond, perDay } }: Limited): string {
  return `${family} ${perSecond} ${perDay}`
}

function takeOfDay({ hours }: Pace, perDay: number, now: number): boolean {
  const hour = Math.floor(now / HOUR_MS)
  let used = 0
  for (const [each, count] of hours) {
    if (each <= hour - 25) hours.delete(each)
    else used += count
  }
  if (used >= perDay) return false
  hours.set(hour, (hours.get(hour) ?? 0) + 1)
  return true
}
