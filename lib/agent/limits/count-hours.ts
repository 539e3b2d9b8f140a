import * as z from 'zod'
import { count } from '../../protocol/primitives.ts'

const NETWORKS_MAX = 50
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
export const HABIT_DAYS = 28
/** An account known for less than this has no habit to compare with. */
export const YOUNG_DAYS = 3

/** What an account did in one hour, in the figures of the protocol's activity event. */
export const hourTally = z.strictObject({
  messages: count,
  recipients: count,
  delivered: count,
  deferred: count,
  bounced: count,
  unknownRecipients: count,
  held: count,
  refused: count,
  networks: z.array(z.string()).max(NETWORKS_MAX),
})
export type HourTally = z.infer<typeof hourTally>

export function emptyHour(): HourTally {
  return { messages: 0, recipients: 0, delivered: 0, deferred: 0, bounced: 0, unknownRecipients: 0, held: 0, refused: 0, networks: [] }
}

export function addNetwork(tally: HourTally, network: string | null): void {
  if (network === null || tally.networks.length >= NETWORKS_MAX || tally.networks.includes(network)) return
  tally.networks.push(network)
}

/** Start of the hour as ISO text. */
export function hourOf(at: Date): string {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS).toISOString()
}

export function habitSince(at: Date): string {
  return new Date(at.getTime() - HABIT_DAYS * DAY_MS).toISOString()
}

/**
 * Recipients per window that are usual: all of the last 28 days (or since the account was first seen) spread over the
 * windows of that time. Null when the account is younger than 3 days.
 */
export function habitRecipients(seen: { recipients: number; firstHour: string | null }, at: Date, windowSeconds: number): number | null {
  if (seen.firstHour === null) return null
  const knownMs = at.getTime() - Date.parse(seen.firstHour)
  if (knownMs < YOUNG_DAYS * DAY_MS) return null

  const windows = Math.min(knownMs, HABIT_DAYS * DAY_MS) / 1000 / windowSeconds
  return seen.recipients / Math.max(windows, 1)
}
