import { announceExpiry } from '../../cases/announce-expiry.ts'
import { expireBatch } from '../../cases/expire-batch.ts'
import { findBasePolicy } from '../../policies/policy-records.ts'
import { listExpiredBatches, listUnannouncedBatches } from '../../quarantine/expiry-records.ts'
import { doingOf, type WorkerContext } from '../worker-context.ts'

const PER_ROUND = 100
const DAY_MS = 86_400_000

/** Announces what the policy will delete, and deletes what was announced and whose time is up. */
export async function expireQuarantine(context: WorkerContext, signal: AbortSignal): Promise<void> {
  const { db, now } = context
  const { quarantine } = await findBasePolicy(db)
  const soon = new Date(now().getTime() + quarantine.announceDaysBefore * DAY_MS)
  const unannounced = await listUnannouncedBatches(db, soon, PER_ROUND)
  const expired = await listExpiredBatches(db, now(), PER_ROUND)
  const work = [...unannounced.map((batch) => ({ batch, act: announceExpiry })), ...expired.map((batch) => ({ batch, act: expireBatch }))]
  for (const { batch, act } of work) {
    if (signal.aborted) return
    try {
      await act(doingOf(context), batch)
    } catch (error) {
      context.log.error({ err: error, batch: batch.id }, 'a batch in quarantine was passed over')
    }
  }
}
