import { noteOverdueWatches } from '../../cases/note-overdue-watches.ts'
import { doingOf, type WorkerContext } from '../worker-context.ts'

/** The hosts end watches by themselves; this only says so where one has not been heard to begin or to end in time. */
export async function watchGuardedUnlocks(context: WorkerContext): Promise<void> {
  for (const { host, guardedUnlockId } of await noteOverdueWatches(doingOf(context))) {
    context.log.warn({ host, guardedUnlockId }, 'nothing is known of a watch that should have begun or ended')
  }
}
