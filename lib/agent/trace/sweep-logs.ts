import { LINE_BYTES_MAX, readText } from '../logs/read-lines.ts'
import type { Block, Direction, LogPart, ReadStamp } from './log-parts.ts'
import type { NeedleSet } from './needle-set.ts'

/** Where a line stands among all lines of the host's logs. */
export type LinePlace = { stream: number; part: number; offset: number }

export type Sweep = {
  /** The logs of the host, each with its parts, oldest first. */
  streams: LogPart[][]
  direction: Direction
  fromAt: number
  toAt: number
  needles: NeedleSet
  readStamp: ReadStamp
  /** Only this one of the logs. */
  stream?: number
  /** Gets each line in which one of the needles stands, once. May change the needles: they hold from the next line on. */
  take(text: string, place: LinePlace): void
  /** A part that turns out to be unreadable half-way. */
  unread(name: string): void
}

const NEWLINE = 0x0a
const LINES_BETWEEN = 50
const STAMP_BYTES = 200

/** What was read since the last one: nothing yet of a block with many lines, or a block whose last line is from `at`. */
export type Swept = { bytes: number; at: number | null }

/** Reads the logs once in one direction and picks the lines; others may run each time it gives something. */
export async function* sweepLogs(sweep: Sweep): AsyncGenerator<Swept> {
  for (const [stream, parts] of sweep.streams.entries()) {
    if (sweep.stream === undefined || sweep.stream === stream) yield* sweepStream(sweep, parts, stream)
  }
}

async function* sweepStream(sweep: Sweep, parts: LogPart[], stream: number): AsyncGenerator<Swept> {
  const { direction, fromAt, toAt, needles } = sweep
  const order = parts.map((_, number) => number)
  if (direction === 'backward') order.reverse()
  for (const number of order) {
    const part = parts[number] as LogPart
    const nextAt = parts[number + 1]?.firstAt ?? null
    if ((part.firstAt !== null && part.firstAt > toAt) || (nextAt !== null && nextAt < fromAt)) continue
    try {
      for await (const block of part.blocks(direction, fromAt, toAt)) {
        if (needles.size() === 0) return
        yield* takeBlock(sweep, block, { stream, part: number })
      }
    } catch (error) {
      if (!isUnreadable(error)) throw error
      sweep.unread(part.name)
    }
  }
}

/** Errors of the file system and of unpacking bear a code; all others are ours. */
function isUnreadable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(E[A-Z]+|Z_)/.test(error.code)
}

function* takeBlock({ needles, take, readStamp }: Sweep, { bytes, from, to, offset }: Block, where: Omit<LinePlace, 'offset'>): Generator<Swept> {
  let at = from
  for (let lines = 1; ; lines++) {
    const found = needles.find(bytes, at, to)
    if (found < 0) break
    const start = Math.max(from, found === 0 ? 0 : bytes.lastIndexOf(NEWLINE, found - 1) + 1)
    const newline = bytes.indexOf(NEWLINE, found)
    const end = newline < 0 ? to : Math.min(newline, to)
    if (end - start <= LINE_BYTES_MAX) take(readText(bytes.subarray(start, end)), { ...where, offset: offset + start - from })
    at = end + 1
    if (lines % LINES_BETWEEN === 0) yield { bytes: 0, at: null }
  }
  const last = to - 2 < from ? from : Math.max(from, bytes.lastIndexOf(NEWLINE, to - 2) + 1)
  yield { bytes: to - from, at: readStamp(bytes.toString('latin1', last, Math.min(to, last + STAMP_BYTES))) }
}
