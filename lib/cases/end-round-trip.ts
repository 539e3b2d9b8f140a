import type { Doing } from '../audit/doing.ts'
import { findHostKind, holdHost } from '../hosts/host-records.ts'
import { listChecksOfHost } from '../probes/host-check-records.ts'
import { tellChecksStored } from '../probes/probe-schedule-records.ts'
import { lookOfRoundTrip, ROUND_TRIP_FRESH_MS, roundTripCheckOf, type RoundTripOutcome } from '../probes/round-trip.ts'
import { endRoundTripRow, type OpenRoundTrip } from '../probes/round-trip-records.ts'
import { transact } from '../transact.ts'
import { storeChecks } from './store-checks.ts'

export type RoundTripEnd = { outcome: RoundTripOutcome; /** What the program or the server said. */ words: string | null }

/** A round trip is over: what came of it is a check of the host, in the place of what an earlier one said. */
export async function endRoundTrip({ db, now, actor }: Doing, trip: OpenRoundTrip, { outcome, words }: RoundTripEnd): Promise<void> {
  await transact(db, async (tx) => {
    const { name } = await holdHost(tx, trip.hostId)
    if (!(await endRoundTripRow(tx, trip.id, outcome, now))) return
    const host = { id: trip.hostId, name, kind: await findHostKind(tx, trip.hostId) }
    const check = roundTripCheckOf(trip.mailbox)
    const look = lookOfRoundTrip({ recipient: trip.recipient, outcome, words, at: now })
    const others = (await listChecksOfHost(tx, trip.hostId, 'round-trip')).filter((one) => one.check === check && one.place !== trip.recipient)
    await storeChecks(tx, { now, actor }, host, {
      source: 'round-trip', from: look.from, seen: [{ check, place: trip.recipient, looks: [look] }], wholePlaces: new Set(others.map(({ place }) => place)), freshMs: ROUND_TRIP_FRESH_MS,
    })
    await tellChecksStored(tx, trip.hostId)
  })
}
