import { setTimeout as pause } from 'node:timers/promises'
import { endRoundTrip } from '../../cases/end-round-trip.ts'
import { listenForAnswers, type AnswerListener } from '../../mail/listen-for-answers.ts'
import { readListen, type AnswerPlace } from '../../probes/probe-setting.ts'
import { readProbeSetting } from '../../probes/probe-setting-records.ts'
import { placesOf } from '../../probes/probe-places.ts'
import { findProbedHost } from '../../probes/probe-schedule-records.ts'
import { readAutoResponse } from '../../probes/read-auto-response.ts'
import { ANSWER_WITHIN_MS, isRefusedForGood, outcomeOf, TRIES_MAX } from '../../probes/round-trip.ts'
import { claimRoundTrip, countTries, findRoundTripBySender, listLateRoundTrips, listOpenRoundTrips, noteReply, type OpenRoundTrip } from '../../probes/round-trip-records.ts'
import { sendToHost } from '../../probes/send-to-host.ts'
import { markRound } from '../round-marks.ts'
import { doingOf, type WorkerContext } from '../worker-context.ts'

const LOOK_AGAIN_MS = 1_000
const SEND_MS = 60_000

/**
 * Sends the round trips that people asked for and reads what comes back. While one is under way the worker listens for
 * answers; nothing is sent before it does, so that no answer finds the door shut. Ends when none is under way.
 */
export async function carryRoundTrips(context: WorkerContext, signal: AbortSignal): Promise<void> {
  const { db, log, now } = context
  await endLate(context)
  if ((await listOpenRoundTrips(db)).length === 0) return
  const { answers } = await readProbeSetting(db)
  if (!answers) return
  const listener = await listen(context, answers)
  try {
    while (!signal.aborted) {
      await endLate(context)
      const open = await listOpenRoundTrips(db)
      if (open.length === 0 || !isSame((await readProbeSetting(db)).answers, answers)) return
      for (const trip of open) if (!signal.aborted && trip.state === 'asked' && (await claimRoundTrip(db, trip.id, now()))) await send(context, trip, signal)
      await markRound(db, 'job:carry-round-trips', now())
      await pause(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {})
    }
  } finally {
    await listener.stop()
    log.debug('answers to round trips are waited for no more')
  }
}

function isSame(one: AnswerPlace | null, other: AnswerPlace): boolean {
  return one?.listen === other.listen && one.domain === other.domain
}

function listen(context: WorkerContext, { listen: at }: AnswerPlace): Promise<AnswerListener> {
  const place = readListen(at)
  if (!place) throw new Error(`${at} is no address and port to listen at`)
  return listenForAnswers({
    ...place,
    isWaitedFor: async (recipient) => (await findRoundTripBySender(context.db, recipient)) !== null,
    onAnswer: async (recipient, eml) => {
      const trip = await findRoundTripBySender(context.db, recipient)
      const answer = readAutoResponse(eml)
      const outcome = outcomeOf(answer)
      if (trip && outcome) await endRoundTrip(doingOf(context), trip, { outcome, words: answer.words })
    },
  })
}

/** Gives the mail to the host, by the first of its addresses that takes it. */
async function send(context: WorkerContext, trip: OpenRoundTrip, signal: AbortSignal): Promise<void> {
  const { db, log, now } = context
  const host = await findProbedHost(db, trip.hostId)
  const places = host ? placesOf(host).filter((place) => place.as === 25) : []
  if (!host || places.length === 0) return endRoundTrip(doingOf(context), trip, { outcome: 'not-sent', words: 'no address of the host takes mail from other servers' })
  let reply = ''
  for (const { address, port } of places) {
    const order = { host: host.name.includes('.') ? host.name : address, addresses: [address], ports: [{ port, role: 'exchange' as const, tls: 'starttls' as const }], timeoutMs: SEND_MS }
    const sent = await sendToHost(order, trip, { now, signal })
    reply = sent.reply
    log.info({ host: host.name, state: sent.state, reply }, 'a round trip was given to a host')
    if (sent.state !== 'refused') return noteReply(db, trip.id, { reply, mayComeAgain: false })
    if (isRefusedForGood(reply)) return endRoundTrip(doingOf(context), trip, { outcome: 'refused', words: reply })
  }
  await noteReply(db, trip.id, { reply, mayComeAgain: true })
  if ((await countTries(db, trip.id)) >= TRIES_MAX) await endRoundTrip(doingOf(context), trip, { outcome: 'not-sent', words: reply })
}

/** What nobody answered in time is over; so is what could not be sent at all. */
async function endLate(context: WorkerContext): Promise<void> {
  for (const trip of await listLateRoundTrips(context.db, context.now())) {
    const wasGiven = trip.state === 'waiting'
    await endRoundTrip(doingOf(context), trip, { outcome: wasGiven ? 'no-answer' : 'not-sent', words: trip.reply ?? (wasGiven ? null : `nothing was sent within ${ANSWER_WITHIN_MS / 3_600_000} hours`) })
  }
}
