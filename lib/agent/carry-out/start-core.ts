import type { Core } from './core.ts'
import { lookOverQueue } from './look-over-queue.ts'
import { holdDoor } from './put-standing.ts'
import { repairDrift } from './repair-drift.ts'

/**
 * Makes the host agree with the journal before a single log line is read: door and relays, moves that a crash left,
 * then a look at the queue. Throws with a sentence for the admin when the server cannot be driven at all.
 */
export async function startCore(core: Core): Promise<void> {
  core.mtaVersion = (await core.host.check()).mtaVersion
  await holdDoor(core)
  await repairDrift(core)
  await lookOverQueue(core)
}
