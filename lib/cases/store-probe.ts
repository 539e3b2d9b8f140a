import type { Doing } from '../audit/doing.ts'
import { holdHost } from '../hosts/host-records.ts'
import { placeOf } from '../probes/probe.ts'
import { saveSeenNames } from '../probes/seen-name-records.ts'
import { seenNames } from '../probes/seen-name.ts'
import { listKnownPlaces } from '../probes/host-check-records.ts'
import { readHostProbing } from '../probes/probe-schedule-records.ts'
import type { Look } from '../probes/host-check.ts'
import type { Check, HostProbe, PortProbe } from '../protocol/probes.ts'
import { transact } from '../transact.ts'
import { storeChecks, type CheckedHost, type SeenCheck } from './store-checks.ts'

/**
 * Stores one look at a host from outside, and the names it was seen under. Of a port where nobody ever listened only that much is kept: nobody knows
 * whether the host is meant to.
 *
 * @param from the desk's worker, or the name of the host whose agent looked
 */
export async function storeProbe(doing: Doing, host: CheckedHost, { from, probe, freshMs }: { from: string; probe: HostProbe; freshMs: number }): Promise<void> {
  await transact(doing.db, async (tx) => {
    await holdHost(tx, host.id)
    // Switched off while somebody looked: what he saw is nobody's work.
    if ((await readHostProbing(tx, host.id)).off) return
    const known = await listKnownPlaces(tx, host.id)
    const seen = probe.ports.flatMap((port) => seenAt(port, { from, at: probe.at, isKnown: known.has(placeOf(port)) }))
    const reached = probe.ports.filter(({ isReached }) => isReached).map(placeOf)
    await storeChecks(tx, doing, host, { source: 'probe', from, seen, wholePlaces: new Set(reached), freshMs })
    await saveSeenNames(tx, host.id, seenNames(probe), doing.now)
  })
}

function seenAt(port: PortProbe, { from, at, isKnown }: { from: string; at: string; isKnown: boolean }): SeenCheck[] {
  const checks = port.isReached || isKnown ? port.checks : port.checks.filter(({ id }) => id === 'greeting')
  return checks.map((check) => ({ check: check.id, place: placeOf(port), looks: [lookOf(check, from, at)] }))
}

function lookOf({ state, evidence, cure, findingId, cureId, parameters }: Check, from: string, at: string): Look {
  return { from, at, state, evidence, cure, findingId, cureId, parameters, line: null, message: null, source: null, rewrittenBy: null }
}
