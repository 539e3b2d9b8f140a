import * as z from 'zod'
import { followJournald } from '../../logs/follow-journald.ts'
import { followLog } from '../../logs/follow-log.ts'
import { logPlace } from '../../logs/log-place.ts'
import type { LogBatch, LogEvent, LogPosition } from '../mail-host.ts'
import type { PostfixInstance } from './postfix-options.ts'

const position = z.union([z.strictObject({ place: logPlace }), z.strictObject({ cursor: z.string() })])

export type FollowPostfixOptions = {
  instance: PostfixInstance
  read(line: string): LogEvent[]
  /** Keeps what the line tells about accounts and bounces, for `find`. */
  remember(line: string): unknown
  from: LogPosition | null
  take(batch: LogBatch): Promise<void>
  signal: AbortSignal
}

/** Follows the instance's log, a file or the journal. A position of the other kind, or none, begins at the end. */
export async function followPostfix({ instance, read, remember, from, take, signal }: FollowPostfixOptions): Promise<void> {
  if (instance.log === null) throw new Error('no log file is known: set maillog_file in main.cf, or name the log')
  const begin = from === null ? null : position.parse(JSON.parse(from))
  const eventsOf = (lines: string[], unread: string[]): LogEvent[] => {
    for (const line of lines) remember(line)
    return [...lines.flatMap(read), ...unread.map((line): LogEvent => ({ kind: 'unread', at: new Date(), line }))]
  }

  if (instance.log === 'journald') {
    await followJournald({
      cursor: begin && 'cursor' in begin ? begin.cursor : null,
      take: ({ lines, cursor }) => take({ events: eventsOf(lines, []), position: JSON.stringify({ cursor }), behindBytes: null }),
      signal,
    })
    return
  }
  await followLog({
    path: instance.log,
    from: begin && 'place' in begin ? begin.place : null,
    take: ({ lines, unread, place, behindBytes }) =>
      take({ events: eventsOf(lines, unread), position: JSON.stringify({ place }), behindBytes }),
    signal,
  })
}
