export const OUTCOMES = ['delivered', 'deferred', 'bounced'] as const

/** How attempts of one hour ended. */
export type OutcomeHour = Record<(typeof OUTCOMES)[number], number> & { at: string }

const HOUR_MS = 3_600_000
const HOURS = 24

/** The last day hour by hour, those without mail too. */
export function dayOfOutcomes(active: OutcomeHour[], now: number): OutcomeHour[] {
  const byHour = new Map(active.map((hour) => [Date.parse(hour.at), hour]))
  const last = Math.floor(now / HOUR_MS) * HOUR_MS
  return Array.from({ length: HOURS }, (_, n) => {
    const at = last - (HOURS - 1 - n) * HOUR_MS
    const { delivered = 0, deferred = 0, bounced = 0 } = byHour.get(at) ?? {}
    return { at: new Date(at).toISOString(), delivered, deferred, bounced }
  })
}
