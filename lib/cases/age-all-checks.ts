import type { Doing } from '../audit/doing.ts'
import { holdHost } from '../hosts/host-records.ts'
import type { CheckSource } from '../probes/check-catalogue.ts'
import { CONFIGURATION_FRESH_MS, freshForMs } from '../probes/host-check.ts'
import { hostsUncheckedSince } from '../probes/host-check-records.ts'
import { ROUND_TRIP_FRESH_MS } from '../probes/round-trip.ts'
import { transact } from '../transact.ts'
import { ageChecks } from './store-checks.ts'

/** Checks that nobody looked at for so long that what was seen says nothing any more. */
export async function ageAllChecks(doing: Doing, everyMs: number): Promise<void> {
  const sources: [CheckSource, number][] = [['probe', freshForMs(everyMs)], ['configuration', CONFIGURATION_FRESH_MS], ['round-trip', ROUND_TRIP_FRESH_MS]]
  for (const [source, freshMs] of sources) {
    for (const host of await hostsUncheckedSince(doing.db, source, new Date(doing.now.getTime() - freshMs))) {
      await transact(doing.db, async (tx) => {
        await holdHost(tx, host.id)
        await ageChecks(tx, doing, host, { source, freshMs })
      })
    }
  }
}
