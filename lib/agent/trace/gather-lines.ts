import type { LogPart } from './log-parts.ts'
import { needleSet, needleTable } from './needle-set.ts'
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
  /** Nothing is wanted any more. */
  forget(): void
  /** Whether lines had to be left out because there are too many. */
  isFull(): boolean
}

type Options = { format: TraceFormat; streams: LogPart[][]; pause: (bytes: number) => Promise<boolean>; unread: (name: string) => void }
type Kept = { line: PickedLine<unknown>; place: LinePlace }

const KEPT_BYTES_MAX = 24_000_000
const KEPT_LINES_MAX = 100_000
/** Lines of several processes may stand a little out of order, and stamps may name whole seconds only. */
const STAMPS_DIFFER_MS = 60_000

/** From when to when a key was or will be looked for; until then a line that ends it speaks of an earlier message. */
type Known = { windows: { from: number; to: number }[]; seenAt: number }

export function openGathering({ format, streams, pause, unread }: Options): Gathering {
  const known = new Map<string, Known>()
  let pending: Follow[] = []
  const kept = new Map<string, Kept>()
  const table = needleTable()
  let keptBytes = 0
  let isFull = false

  const want = (follow: Follow): boolean => {
    const before = known.get(follow.key)
    const window = before?.windows.find(({ from, to }) => follow.seenAt >= from && follow.seenAt <= to)
    note(follow)
    if (!window) pending.push(follow)
    else if (follow.from < window.from) {
      pending.push({ ...follow, to: window.from })
      window.from = follow.from
    }
    return before === undefined
  }

  /** @returns whether it was not looked for at that time yet */
  const note = ({ key, from, to, seenAt }: Follow): boolean => {
    const before = known.get(key)
    if (!before) {
      known.set(key, { windows: [{ from, to }], seenAt })
      return true
    }
    before.seenAt = Math.max(before.seenAt, seenAt)
    if (before.windows.some((window) => seenAt >= window.from && seenAt <= window.to)) return false
    before.windows.push({ from, to })
    return true
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
    const ended = new Map<string, number>()
    const fromAt = Math.min(...wanted.map(({ from }) => from)) - STAMPS_DIFFER_MS
    const toAt = Math.max(...wanted.map(({ to }) => to)) + STAMPS_DIFFER_MS
    let needles = needleSet([], table)
    let bytesLeft = bytesMax

    const take = (text: string, place: LinePlace): void => {
      const line = format.read(text)
      if (!line || !line.keys.some((key) => active.get(key)?.some((follow) => isWithin(line.at, follow)))) return
      keep(line, place, text.length)
      for (const follow of format.follows(line)) {
        if (line.at > (ended.get(follow.key) ?? Infinity)) ended.delete(follow.key)
        if (note(follow)) followOn(follow, line.at, place)
      }
      for (const key of format.ends(line)) if (line.at >= (known.get(key)?.seenAt ?? Infinity)) ended.set(key, line.at)
    }
    /** From here on it is found on this very way; what lies before, or in a log already read, on another. */
    const followOn = (follow: Follow, at: number, { stream }: LinePlace): void => {
      active.set(follow.key, [...(active.get(follow.key) ?? []), follow])
      for (const word of format.wordsOf(follow.key)) needles.add(word)
      if (follow.to > toAt) pending.push({ ...follow, from: Math.max(follow.from, toAt - 2 * STAMPS_DIFFER_MS) })
      if (follow.isOnlyAhead) return
      if (stream > 0 || follow.to < at) pending.push(follow)
      else if (follow.from < at) pending.push({ ...follow, to: at })
    }
    /** Not at once: the next lines may still be of it. */
    const forget = (at: number | null): void => {
      for (const [key, endedAt] of ended) {
        active.delete(key)
        for (const window of known.get(key)?.windows ?? []) if (window.from <= endedAt) window.to = Math.min(window.to, endedAt)
        for (const word of format.wordsOf(key)) needles.remove(word)
      }
      ended.clear()
      if (at === null || toAt < Infinity) return
      for (const [key, follows] of active) {
        if (follows.every(({ to }) => to + STAMPS_DIFFER_MS < at)) for (const word of format.wordsOf(key)) needles.remove(word)
      }
    }

    for (const stream of streams.keys()) {
      needles = needleSet([...active.keys()].flatMap(format.wordsOf), table)
      for (let begin: number | null = fromAt; begin !== null; ) {
        const hop: Hop = { from: begin, landedAt: null, bytes: 0 }
        begin = null
        for await (const { bytes, at } of sweepLogs({ streams, stream, direction: 'forward', fromAt: hop.from, toAt, needles, readStamp: format.readStamp, take, unread })) {
          if (await pause(bytes)) return false
          if (bytes === 0) continue
          forget(at)
          bytesLeft -= bytes
          if (bytesLeft <= 0) {
            pending.push(...wanted.filter(({ key }) => active.has(key)))
            return false
          }
          begin = nextBeginning(active, hop, bytes, at)
          if (begin !== null) break
        }
      }
    }
    return true
  }

  return {
    want,
    run: async (bytesMax) => {
      while (pending.length > 0) {
        const spans = apart(pending)
        pending = []
        for (const [at, wanted] of spans.entries()) {
          if (await runOnce(wanted, bytesMax)) continue
          pending.push(...spans.slice(at + 1).flat())
          return
        }
      }
    },
    lines: () => [...kept.values()].sort(streams.length > 1 ? byMoment : byPlace).map(({ line }) => line),
    forget: () => {
      pending = []
      known.clear()
    },
    isFull: () => isFull,
  }
}

/** What lies between is passed over only where it is much more than finding the place and reading on there costs. */
const HOP_BYTES_MIN = 4_000_000

/** One way of reading on from a place: when the lines are from that its first block ends with, and how much was read since. */
type Hop = { from: number; landedAt: number | null; bytes: number }

/**
 * Where reading goes on when all that was begun has ended: most messages are done with within seconds, and the next that
 * is wanted may be hours away. Null: right here.
 */
function nextBeginning(active: Map<string, Follow[]>, hop: Hop, bytes: number, at: number | null): number | null {
  if (at === null) return null
  if (hop.landedAt === null) {
    hop.landedAt = at
    return null
  }
  hop.bytes += bytes
  const next = Math.min(...[...active.values()].flatMap((follows) => follows.map(({ from }) => from))) - STAMPS_DIFFER_MS
  const bytesPerMs = hop.bytes / Math.max(1, at - hop.landedAt)
  // A place is found by its stamp, which may be a little before: from there on it is read, not looked for again.
  return next > hop.from && next < Infinity && (next - at) * bytesPerMs > HOP_BYTES_MIN ? next : null
}

/** Windows that lie apart in time are read apart, without what is between them. */
function apart(follows: Follow[]): Follow[][] {
  const spans: { follows: Follow[]; to: number }[] = []
  for (const follow of follows.toSorted((a, b) => a.from - b.from)) {
    const last = spans.at(-1)
    if (last && follow.from <= last.to + 2 * STAMPS_DIFFER_MS) {
      last.follows.push(follow)
      last.to = Math.max(last.to, follow.to)
    } else spans.push({ follows: [follow], to: follow.to })
  }
  return spans.map((span) => span.follows)
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
