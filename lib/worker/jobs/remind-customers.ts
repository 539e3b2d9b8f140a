import { remind } from '../../cases/remind.ts'
import { listToRemind } from '../../tickets/ticket-records.ts'
import { doingOf, type WorkerContext } from '../worker-context.ts'

const PER_ROUND = 50

/** Reminds customers who have not answered in the policy's time. One that cannot be reminded does not hold up the others. */
export async function remindCustomers(context: WorkerContext, signal: AbortSignal): Promise<void> {
  for (const { id, number } of await listToRemind(context.db, context.now(), PER_ROUND)) {
    if (signal.aborted) return
    try {
      await remind(doingOf(context), id)
    } catch (error) {
      context.log.error({ err: error, ticket: number }, 'a reminder was not queued')
    }
  }
}
