import * as z from 'zod'
import type { LogBatch, LogEvent, LogPosition } from '../host/mail-host.ts'
import { followJournald } from './follow-journald.ts'
import { followLog } from './follow-log.ts'
import { logPlace } from './log-place.ts'

const position = z.union([z.strictObject({ place: logPlace }), z.strictObject({ cursor: z.string() })])

export type FollowHostLogOptions = {
  /** A file, or the journal. */
  log: string | 'journald'
  read(line: string): LogEvent[]
  from: LogPosition | null
  take(batch: LogBatch): Promise<void>
  signal: AbortSignal
}

/** Follows a host's one log, a file or the journal. A position of the other kind, or none, begins at the end. */
export async function followHostLog({ log, read, from, take, signal }: FollowHostLogOptions): Promise<void> {
  const begin = from === null ? null : position.parse(JSON.parse(from))
  const batchOf = (lines: string[], unread: string[]) => ({
    events: [...lines.flatMap(read), ...unread.map((line): LogEvent => ({ kind: 'unread', at: new Date(), line }))],
    lines: lines.length + unread.length,
  })

  if (log === 'journald') {
    await followJournald({
      cursor: begin && 'cursor' in begin ? begin.cursor : null,
      take: ({ lines, cursor }) => take({ ...batchOf(lines, []), position: JSON.stringify({ cursor }), behindBytes: null }),
      signal,
    })
    return
  }
  await followLog({
    path: log,
    from: begin && 'place' in begin ? begin.place : null,
    take: ({ lines, unread, place, behindBytes }) => take({ ...batchOf(lines, unread), position: JSON.stringify({ place }), behindBytes }),
    signal,
  })
}
