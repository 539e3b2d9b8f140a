import type { LogPart } from './log-parts.ts'
import { needleSet } from './needle-set.ts'
import { sweepLogs, type LinePlace } from './sweep-logs.ts'
import type { Follow, PickedLine, TraceFormat } from './trace-format.ts'

/** Follows keys through the logs and keeps the lines they stand in. */
export type Gathering = {
  /** Something to look for at the next run. @returns whether it is new */
  want(follow: Follow): boolean
  /** Reads until all that is wanted is found or read to its end; at most about so many bytes, the rest stays wanted. */
  run(bytesMax: number): Promise<void>
  /** All lines kept, in the order in which they were written. */
  lines(): PickedLine<unknown>[]
  /** Whether lines had to be left out because there are too many. */
  isFull(): boolean
}

type Options = { format: TraceFormat; streams: LogPart[][]; pause: (bytes: number) => Promise<boolean>; unread: (name: string) => void }
type Kept = { line: PickedLine<unknown>; place: LinePlace }

const KEPT_BYTES_MAX = 24_000_000
const KEPT_LINES_MAX = 100_000
/** Lines of several processes may stand a little out of order, and stamps may name whole seconds only. */
const STAMPS_DIFFER_MS = 60_000

export function openGathering({ format, streams, pause, unread }: Options): Gathering {
  const known = new Map<string, Follow>()
  let pending: Follow[] = []
  const kept = new Map<string, Kept>()
  let keptBytes = 0
  let isFull = false

  const want = (follow: Follow): boolean => {
    const before = known.get(follow.key)
    if (!before) {
      known.set(follow.key, { ...follow })
      pending.push(follow)
      return true
    }
    before.seenAt = Math.max(before.seenAt, follow.seenAt)
    if (follow.from < before.from) {
      pending.push({ ...follow, to: Math.min(follow.to, before.from) })
      before.from = follow.from
    }
    return false
  }

  const keep = (line: PickedLine<unknown>, place: LinePlace, bytes: number): void => {
    const name = `${place.stream}.${place.part}.${place.offset}`
    if (kept.has(name)) return
    if (keptBytes + bytes > KEPT_BYTES_MAX || kept.size >= KEPT_LINES_MAX) {
      isFull = true
      return
    }
    keptBytes += bytes
    kept.set(name, { line, place })
  }

  /** One way forwards through all the time in which something is wanted. @returns false when there is no time left */
  const runOnce = async (wanted: Follow[], bytesMax: number): Promise<boolean> => {
    const active = new Map<string, Follow[]>()
    for (const follow of wanted) active.set(follow.key, [...(active.get(follow.key) ?? []), follow])
    const needles = needleSet([...active.keys()].map(format.wordOf))
    const ended = new Set<string>()

    const take = (text: string, place: LinePlace): void => {
      const line = format.read(text)
      if (!line || !line.keys.some((key) => active.get(key)?.some((follow) => isWithin(line.at, follow)))) return
      keep(line, place, text.length)
      for (const follow of format.follows(line)) {
        if (known.has(follow.key)) continue
        known.set(follow.key, { ...follow })
        active.set(follow.key, [follow])
        needles.add(format.wordOf(follow.key))
        // From here on it is found on this very way; what lies before, or in a log already read, on another.
        if (streams.length > 1) pending.push(follow)
        else if (follow.from < line.at) pending.push({ ...follow, to: Math.min(follow.to, line.at) })
      }
      for (const key of format.ends(line)) if (line.at >= (known.get(key)?.seenAt ?? Infinity)) ended.add(key)
    }
    const forget = (): void => {
      // Not at once: the next lines may still be of it.
      for (const key of ended) if (active.delete(key)) needles.remove(format.wordOf(key))
      ended.clear()
    }

    const fromAt = Math.min(...wanted.map(({ from }) => from)) - STAMPS_DIFFER_MS
    const toAt = Math.max(...wanted.map(({ to }) => to)) + STAMPS_DIFFER_MS
    let bytesLeft = bytesMax
    for await (const bytes of sweepLogs({ streams, direction: 'forward', fromAt, toAt, needles, take, unread })) {
      if (await pause(bytes)) return false
      if (bytes === 0) continue
      forget()
      bytesLeft -= bytes
      if (bytesLeft > 0) continue
      pending.push(...wanted.filter(({ key }) => active.has(key)))
      return false
    }
    return true
  }

  return {
    want,
    run: async (bytesMax) => {
      while (pending.length > 0) {
        const wanted = pending
        pending = []
        if (!(await runOnce(wanted, bytesMax))) return
      }
    },
    lines: () => [...kept.values()].sort(streams.length > 1 ? byMoment : byPlace).map(({ line }) => line),
    isFull: () => isFull,
  }
}

function isWithin(at: number, { from, to }: Follow): boolean {
  return at >= from - STAMPS_DIFFER_MS && at <= to + STAMPS_DIFFER_MS
}

function byMoment(a: Kept, b: Kept): number {
  return a.line.at - b.line.at || byPlace(a, b)
}

function byPlace(a: Kept, b: Kept): number {
  return a.place.stream - b.place.stream || a.place.part - b.place.part || a.place.offset - b.place.offset
}
