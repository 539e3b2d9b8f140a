import { dropOldDeliveries } from '../../deliveries/delivery-records.ts'
import { dropOldTexts } from '../../taught-rules/text-records.ts'
import type { WorkerContext } from '../worker-context.ts'

/** Lets go of delivery figures, samples and texts of replies whose time is up. */
export async function forgetDeliveries({ db, now, log }: WorkerContext): Promise<void> {
  const rows = (await dropOldDeliveries(db, now())) + (await dropOldTexts(db, now()))
  if (rows > 0) log.info({ rows }, 'old delivery figures were dropped')
}
