import { dropOldSpells } from '../../blocklists/listing-records.ts'
import { makePartitionsAhead, dropOldHistory } from '../../deliveries/history-records.ts'
import { dropOldTexts } from '../../taught-rules/text-records.ts'
import type { WorkerContext } from '../worker-context.ts'

/** Makes the partitions of the coming days and lets go of delivery figures, samples, texts of replies and listings whose time is up. */
export async function keepHistory({ db, now, log }: WorkerContext): Promise<void> {
  const made = await makePartitionsAhead(db, now())
  if (made > 0) log.info({ made }, 'partitions of history were made')
  const dropped = await dropOldHistory(db, now())
  if (dropped > 0) log.info({ dropped }, 'old partitions of history were dropped')
  const texts = await dropOldTexts(db, now())
  if (texts > 0) log.info({ texts }, 'old counts of refusal texts were dropped')
  const spells = await dropOldSpells(db, now())
  if (spells > 0) log.info({ spells }, 'old listings were dropped')
}
