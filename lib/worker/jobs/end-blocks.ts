import { endReceiverBlocks } from '../../cases/end-receiver-blocks.ts'
import { doingOf, type WorkerContext } from '../worker-context.ts'

/** Incidents of receivers that take all mail again. */
export async function endBlocks(context: WorkerContext): Promise<void> {
  for (const incident of await endReceiverBlocks(doingOf(context))) context.log.info({ incident }, 'every host gets through to the receiver again')
}
