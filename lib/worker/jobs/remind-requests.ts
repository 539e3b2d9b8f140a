import { listToRemind } from '../../delisting-requests/delisting-request-records.ts'
import { remindRequest } from '../../delisting-requests/remind-request.ts'
import { doingOf, type WorkerContext } from '../worker-context.ts'

const PER_ROUND = 50

/** Delisting requests whose answer is overdue. One that cannot be reminded of does not hold up the others. */
export async function remindRequests(context: WorkerContext, signal: AbortSignal): Promise<void> {
  for (const { number } of await listToRemind(context.db, context.now(), PER_ROUND)) {
    if (signal.aborted) return
    try {
      if (await remindRequest(doingOf(context), number)) context.log.info({ request: number }, 'the answer to a delisting request is overdue')
    } catch (error) {
      context.log.error({ err: error, request: number }, 'nobody was reminded of a delisting request')
    }
  }
}
