import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { findHost } from '../hosts/host-records.ts'
import type { Db } from '../db.ts'
import { readProbeSetting } from './probe-setting-records.ts'
import { ANSWER_WITHIN_MS, MAILBOXES, NOT_AGAIN_WITHIN_MS, ROUND_TRIP_FRESH_MS, type Mailbox, type RoundTripOutcome } from './round-trip.ts'
import { findProbedDomain, listLastRoundTrips } from './round-trip-records.ts'

export type RoundTripState = 'never' | 'queued' | 'running' | RoundTripOutcome
export type RoundTripRow = {
  mailbox: Mailbox
  /** Where a mail would go now; null while nobody knows whose mail the host takes. */
  recipient: string | null
  state: RoundTripState
  /** What it says is too old to count. */
  isOld: boolean
  /** When it was asked for, or came to its end. */
  at: string | null
  /** Until when an answer is waited for. */
  until: string | null
  askedBy: string
  reply: string | null
  /** One went there within a day: only a lead may have another sent. */
  isTooSoon: boolean
}
export type HostRoundTrips = { answerDomain: string | null; mayAsk: boolean; mayInsist: boolean; rows: RoundTripRow[] }

/** Does somebody read postmaster@ and abuse@ of a host, as far as one asked; null when there is no such host. */
export async function getRoundTrips(db: Db, viewer: Pick<Viewer, 'roles'>, name: string, now: Date): Promise<HostRoundTrips | null> {
  if (!may(viewer, 'see-desk')) return null
  const host = await findHost(db, { name })
  if (!host || host.revokedAt) return null
  const [{ answers }, domain, last] = await Promise.all([readProbeSetting(db), findProbedDomain(db, host.id), listLastRoundTrips(db, host.id)])
  return {
    answerDomain: answers?.domain ?? null, mayAsk: may(viewer, 'send-round-trips'), mayInsist: may(viewer, 'repeat-round-trips'),
    rows: MAILBOXES.map((mailbox): RoundTripRow => {
      const recipient = domain === null ? null : `${mailbox}@${domain}`
      const trip = last.find((one) => one.mailbox === mailbox)
      if (!trip) return { mailbox, recipient, state: 'never', isOld: false, at: null, until: null, askedBy: '', reply: null, isTooSoon: false }
      const at = trip.endedAt ?? trip.askedAt
      return {
        mailbox, recipient, at: at.toISOString(), askedBy: trip.askedBy, reply: trip.reply,
        state: trip.state === 'over' ? (trip.outcome ?? 'no-answer') : trip.state === 'asked' ? 'queued' : 'running',
        isOld: now.getTime() - at.getTime() > ROUND_TRIP_FRESH_MS,
        until: trip.state === 'over' ? null : new Date(trip.askedAt.getTime() + ANSWER_WITHIN_MS).toISOString(),
        isTooSoon: now.getTime() - trip.askedAt.getTime() < NOT_AGAIN_WITHIN_MS,
      }
    }),
  }
}
