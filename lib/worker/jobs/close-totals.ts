import { closeTotals } from '../../deliveries/receiver-totals-records.ts'
import type { WorkerContext } from '../worker-context.ts'

/** Sums receivers over all hosts for hours and days that are over, so that their pages need not. */
export async function closeReceiverTotals({ db, now, log }: WorkerContext, signal: AbortSignal): Promise<void> {
  const closed = await closeTotals(db, now(), signal)
  if (closed > 2) log.info({ closed }, 'hours and days of receivers were summed')
}
