import * as z from 'zod'
import type { HostReading } from '../protocol/readings.ts'
import { queueReading, type QueueReading } from '../protocol/readings.ts'
import type { StoredReading } from './host-reading-records.ts'

export type HostTrouble = { code: string; text: string; at: string }

/** The latest readings of one host, in the shapes that pages show. What was never read is null. */
export type HostReadings = {
  queue: { reading: QueueReading; readAt: string } | null
  logBehindBytes: number | null
  unreadLines: HostReading['unreadLines'] | null
  troubles: HostTrouble[]
}

const hostData = z.object({ logBehindBytes: z.number().nullable() })
const unreadData = z.object({ count: z.number(), lines: z.number().nullable().default(null), samples: z.array(z.string()) })
const troubleData = z.object({ text: z.string() })
const TROUBLE = 'trouble:'

/** A reading that this version does not understand counts as not read. */
export function hostReadings(stored: StoredReading[]): HostReadings {
  const one = <T>(kind: string, schema: z.ZodType<T>) => {
    const row = stored.find((reading) => reading.kind === kind)
    const data = row && schema.safeParse(row.data).data
    return row && data !== undefined ? { data, readAt: row.readAt.toISOString() } : null
  }
  const queue = one('queue', queueReading)
  return {
    queue: queue && { reading: queue.data, readAt: queue.readAt },
    logBehindBytes: one('host', hostData)?.data.logBehindBytes ?? null,
    unreadLines: one('unread-lines', unreadData)?.data ?? null,
    troubles: stored.filter((reading) => reading.kind.startsWith(TROUBLE)).map(troubleOf),
  }
}

function troubleOf(reading: StoredReading): HostTrouble {
  const text = troubleData.safeParse(reading.data).data?.text ?? ''
  return { code: reading.kind.slice(TROUBLE.length), text, at: reading.readAt.toISOString() }
}
