import * as z from 'zod'
import { count } from '../../protocol/primitives.ts'

export const BUCKET_SECONDS = 10

/** What an account did in one bucket. `attempts`: delivery attempts and refused unknown recipients. */
export const tallySchema = z.strictObject({
  messages: count,
  recipients: count,
  attempts: count,
  temporaryFailures: count,
  permanentFailures: count,
  unknownRecipients: count,
})
export type Tally = z.infer<typeof tallySchema>

/** Ten seconds of one account; `start` in epoch seconds, `firstAt` the first message in epoch milliseconds. */
export type Bucket = { start: number; tally: Tally; firstAt: number | null; networks: Set<string> }

/** A sliding window: buckets in order of time, their sum, and the newest bucket each network was seen in. */
export type Window = { buckets: Bucket[]; total: Tally; networks: Map<string, number> }

export function emptyTally(): Tally {
  return { messages: 0, recipients: 0, attempts: 0, temporaryFailures: 0, permanentFailures: 0, unknownRecipients: 0 }
}

export function emptyWindow(): Window {
  return { buckets: [], total: emptyTally(), networks: new Map() }
}

/**
 * Adds to the bucket of `atMs`. A line that is older than the newest bucket counts in the newest one, so that a clock
 * set back cannot hide a burst. Answers the bucket that changed.
 */
export function addToWindow(window: Window, atMs: number, added: Partial<Tally>, network: string | null): Bucket {
  const bucket = bucketFor(window, atMs)
  for (const name of TALLY_NAMES) {
    const more = added[name]
    if (more === undefined) continue
    bucket.tally[name] += more
    window.total[name] += more
  }
  if (added.messages && bucket.firstAt === null) bucket.firstAt = atMs
  if (network !== null) {
    bucket.networks.add(network)
    window.networks.set(network, bucket.start)
  }
  return bucket
}

/** Lets go of what is older than `windowSeconds` before `atMs`. */
export function slideWindow(window: Window, atMs: number, windowSeconds: number): void {
  const oldest = startOf(atMs) - windowSeconds + BUCKET_SECONDS
  let gone = 0
  for (const bucket of window.buckets) {
    if (bucket.start >= oldest) break
    for (const name of TALLY_NAMES) window.total[name] -= bucket.tally[name]
    gone += 1
  }
  if (gone === 0) return

  window.buckets.splice(0, gone)
  for (const [network, last] of window.networks) if (last < oldest) window.networks.delete(network)
}

/** Puts a saved bucket back at start; buckets come in order of time. */
export function restoreBucket(window: Window, bucket: Bucket): void {
  window.buckets.push(bucket)
  for (const name of TALLY_NAMES) window.total[name] += bucket.tally[name]
  for (const network of bucket.networks) window.networks.set(network, bucket.start)
}

/** When the first message of what the window holds came in. */
export function burstBegan(window: Window): number | null {
  return window.buckets.find((bucket) => bucket.firstAt !== null)?.firstAt ?? null
}

const TALLY_NAMES = Object.keys(emptyTally()) as (keyof Tally)[]

function bucketFor(window: Window, atMs: number): Bucket {
  const start = startOf(atMs)
  const newest = window.buckets.at(-1)
  if (newest && newest.start >= start) return newest

  const bucket: Bucket = { start, tally: emptyTally(), firstAt: null, networks: new Set() }
  window.buckets.push(bucket)
  return bucket
}

function startOf(atMs: number): number {
  return Math.floor(atMs / 1000 / BUCKET_SECONDS) * BUCKET_SECONDS
}
