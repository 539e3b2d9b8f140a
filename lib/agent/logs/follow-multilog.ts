import { setInterval } from 'node:timers/promises'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { LogBatch, LogEvent, LogPosition } from '../host/mail-host.ts'
import { followLog, type LogLines } from './follow-log.ts'
import { logPlace, type LogPlace } from './log-place.ts'
import { isOlderMultilogFile } from './multilog-stamp.ts'
import type { JoinerState, QmailJoiner } from './qmail-events.ts'

const joinerState = z.strictObject({
  deliveries: z.array(z.tuple([z.string(), z.strictObject({ id: z.string(), recipient: z.string(), isLocal: z.boolean().default(false) })])),
  bounces: z.array(z.tuple([z.number(), z.string()])),
  told: z.array(z.tuple([z.string(), z.number()])),
})
const position = z.strictObject({ places: z.record(z.string(), logPlace), joiner: joinerState })

export type FollowMultilogOptions = {
  /** multilog folders (with `current`) and plain syslog files. */
  logs: string[]
  from: LogPosition | null
  makeJoiner(state: JoinerState | undefined): QmailJoiner
  take(batch: LogBatch): Promise<void>
  now(): Date
  signal: AbortSignal
  settleEveryMs?: number
}

/**
 * Follows all logs of a qmail host at once and joins them. One position covers them all, together with what is open
 * between their lines. Throws when a folder cannot be read; ends when the signal aborts.
 */
export async function followMultilog(options: FollowMultilogOptions): Promise<void> {
  const from = options.from === null ? null : position.parse(JSON.parse(options.from))
  const joiner = options.makeJoiner(from?.joiner)
  const places: Record<string, LogPlace> = { ...from?.places }
  const behind: Record<string, number> = {}
  // One failing follower must not leave the others running with nobody to hand over to.
  const ending = new AbortController()
  const signal = AbortSignal.any([options.signal, ending.signal])

  const handOver = oneAfterAnother(async ({ events, lines }: ReadEvents) => {
    const behindBytes = Object.values(behind).reduce((sum, bytes) => sum + bytes, 0)
    await options.take({ events, lines, position: JSON.stringify({ places, joiner: joiner.save() }), behindBytes })
  })
  const follow = (log: string) =>
    followLog({
      ...partsOf(log),
      from: from?.places[log] ?? null,
      signal,
      take: (batch) => {
        return handOver(() => {
          places[log] = batch.place
          behind[log] = batch.behindBytes
          return { events: eventsOf(batch, joiner, options.now()), lines: batch.lines.length + batch.unread.length }
        })
      },
    })
  try {
    await Promise.all([...options.logs.map(follow), settleNowAndThen(joiner, handOver, options, signal)])
  } finally {
    ending.abort()
  }
}

type ReadEvents = { events: LogEvent[]; lines: number }
type HandOver = (read: () => ReadEvents) => Promise<void>

function oneAfterAnother(take: (read: ReadEvents) => Promise<void>): HandOver {
  let last: Promise<void> = Promise.resolve()
  return (read) => {
    last = last.then(() => take(read()))
    return last
  }
}

function eventsOf({ lines, unread }: LogLines, joiner: QmailJoiner, now: Date): LogEvent[] {
  return [...lines.flatMap((line) => joiner.take(line)), ...unread.map((line): LogEvent => ({ kind: 'unread', at: now, line }))]
}

async function settleNowAndThen(joiner: QmailJoiner, handOver: HandOver, { now, settleEveryMs = 1000 }: FollowMultilogOptions, signal: AbortSignal): Promise<void> {
  try {
    for await (const _ of setInterval(settleEveryMs, undefined, { signal })) {
      const events = joiner.settle(now().getTime())
      if (events.length > 0) await handOver(() => ({ events, lines: 0 }))
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** A folder is multilog's; anything else is a file that syslog writes. */
function partsOf(log: string): { path: string; isOlder?: typeof isOlderMultilogFile } {
  const isFolder = existsSync(log) && statSync(log).isDirectory()
  return isFolder ? { path: join(log, 'current'), isOlder: isOlderMultilogFile } : { path: log }
}
