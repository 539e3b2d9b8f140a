export type TrafficBar = { at: string; messages: number; held: number; refused: number }
export type IncidentTraffic = { barHours: number; bars: TrafficBar[]; from: string; to: string }

const HOUR_MS = 3_600_000
const BARS_MAX = 96
const WIDTHS = [1, 2, 3, 4, 6, 12, 24, 48, 168]
/** So much of the quiet before and after is shown that the burst is seen as one. */
const AROUND_HOURS = 6

/** From when to when an incident's traffic is looked at, in whole hours. */
export function trafficSpan(openedAt: Date, endedAt: Date): { from: Date; to: Date } {
  const hour = (at: number) => Math.floor(at / HOUR_MS) * HOUR_MS
  return { from: new Date(hour(openedAt.getTime()) - AROUND_HOURS * HOUR_MS), to: new Date(hour(endedAt.getTime()) + (AROUND_HOURS + 1) * HOUR_MS) }
}

/** Hours summed into at most some hundred bars of equal width. */
export function incidentTraffic(hours: { hour: Date; messages: number; held: number; refused: number }[], { from, to }: { from: Date; to: Date }): IncidentTraffic {
  const span = (to.getTime() - from.getTime()) / HOUR_MS
  const barHours = WIDTHS.find((width) => span / width <= BARS_MAX) ?? Math.ceil(span / BARS_MAX)
  const bars: TrafficBar[] = Array.from({ length: Math.ceil(span / barHours) }, (_, index) => ({
    at: new Date(from.getTime() + index * barHours * HOUR_MS).toISOString(), messages: 0, held: 0, refused: 0,
  }))
  for (const hour of hours) {
    const bar = bars[Math.floor((hour.hour.getTime() - from.getTime()) / HOUR_MS / barHours)]
    if (!bar) continue
    bar.messages += hour.messages
    bar.held += hour.held
    bar.refused += hour.refused
  }
  const end = from.getTime() + bars.length * barHours * HOUR_MS
  return { barHours, bars, from: from.toISOString(), to: new Date(end).toISOString() }
}
