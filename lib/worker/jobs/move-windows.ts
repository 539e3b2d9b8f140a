import { hostsToMoveOn, moveWindowOn } from '../../deliveries/window-records.ts'
import { holdHost } from '../../hosts/host-records.ts'
import { transact } from '../../transact.ts'
import type { WorkerContext } from '../worker-context.ts'

/** Moves the running figures of hosts on that told nothing since a step or an hour ended. */
export async function moveWindows({ db, now }: WorkerContext, signal: AbortSignal): Promise<void> {
  for (const hostId of await hostsToMoveOn(db, now())) {
    if (signal.aborted) return
    await transact(db, async (tx) => {
      await holdHost(tx, hostId)
      await moveWindowOn(tx, hostId, now())
    })
  }
}
