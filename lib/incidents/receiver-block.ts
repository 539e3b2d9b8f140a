import type { Attempts } from '../deliveries/habit.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import type { BlockedHost } from '../receiver-standings/blocked-hosts.ts'

/** An incident of a receiver in a few figures. Times as ISO text. */
export type BlockSummary = {
  receiver: string
  name: string
  /** Hosts that it hit, and how it stands to them now. */
  hosts: number
  refusing: number
  deferring: number
  /** The worst it came to. */
  worst: 'refused' | 'deferring'
  /** The first refusal, the first host that was deferred and the first that was refused, and when the last got through again. */
  beganAt: string | null
  softAt: string | null
  hardAt: string | null
}

export function blockSummary(receiver: string, hosts: BlockedHost[], endedAt: Date | null): BlockSummary {
  const count = (state: BlockedHost['state']) => (endedAt === null ? hosts.filter((host) => host.state === state).length : 0)
  const first = (of: (host: BlockedHost) => string | null) => hosts.flatMap((host) => of(host) ?? []).sort()[0] ?? null
  const hardAt = first((host) => host.hardAt)
  return {
    receiver, name: receiverName(receiver), hosts: hosts.length, refusing: count('refused'), deferring: count('deferring'), hardAt,
    worst: hardAt === null ? 'deferring' : 'refused', beganAt: first((host) => host.beganAt), softAt: first((host) => host.softAt),
  }
}

/** One bar of an incident's chart: an hour, some hours or a day of all its hosts together. */
export type BlockBar = { at: string; taken: number; deferred: number; refused: number }
export type BlockTrend = { barHours: number; bars: BlockBar[]; from: string; to: string; total: { taken: number; deferred: number; refused: number } }

const HOUR_MS = 3_600_000
const BARS_MAX = 96
const WIDTHS = [1, 2, 3, 4, 6, 12, 24, 48, 168]

/** Attempts summed into at most some hundred bars of equal width. `total` counts from the first bar to the last. */
export function blockTrend(spans: (Attempts & { start: Date })[], { from, to }: { from: Date; to: Date }, hours: 1 | 24): BlockTrend {
  const width = WIDTHS.find((each) => each >= hours && (to.getTime() - from.getTime()) / HOUR_MS / each <= BARS_MAX) ?? 168
  const begin = Math.floor(from.getTime() / (hours * HOUR_MS)) * hours * HOUR_MS
  const count = Math.max(1, Math.ceil((to.getTime() - begin) / (width * HOUR_MS)))
  const bars = Array.from({ length: count }, (_, n): BlockBar => ({ at: new Date(begin + n * width * HOUR_MS).toISOString(), taken: 0, deferred: 0, refused: 0 }))
  const total = { taken: 0, deferred: 0, refused: 0 }
  for (const { start, taken, deferred, unclear, refused, unclearRefused } of spans) {
    const bar = bars[Math.floor((start.getTime() - begin) / (width * HOUR_MS))]
    if (!bar) continue
    for (const sum of [bar, total]) {
      sum.taken += taken
      sum.deferred += deferred + unclear
      sum.refused += refused + unclearRefused
    }
  }
  return { barHours: width, bars, from: new Date(begin).toISOString(), to: new Date(begin + count * width * HOUR_MS).toISOString(), total }
}
