import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { writeSnooze } from './now-records.ts'
import { snoozeInput, type SnoozeInput } from './now-row.ts'

/** Puts a row of Now off for this person alone. It comes back when the time is up, or at once when it changes. */
export async function snoozeRow({ db, now, actor }: Doing, input: SnoozeInput): Promise<void> {
  const { rowKey, minutes } = snoozeInput.parse(input)
  if (actor.kind !== 'person') throw new AppError('not-allowed', 'only staff have rows to put off')
  await writeSnooze(db, { userId: actor.userId, rowKey, until: new Date(now.getTime() + minutes * 60_000) })
}
