import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { deleteSnooze, writeSnooze } from './now-records.ts'
import { snoozeInput, unsnoozeInput, type SnoozeInput, type UnsnoozeInput } from './now-row.ts'

/** Puts a row of Now off for this person alone. It comes back when the time is up, or at once when it changes. */
export async function snoozeRow({ db, now, actor }: Doing, input: SnoozeInput): Promise<void> {
  const { rowKey, minutes } = snoozeInput.parse(input)
  await writeSnooze(db, { userId: staffId(actor), rowKey, until: new Date(now.getTime() + minutes * 60_000) })
}

/** Takes that back: the row is there again at once. */
export async function unsnoozeRow({ db, actor }: Doing, input: UnsnoozeInput): Promise<void> {
  const { rowKey } = unsnoozeInput.parse(input)
  await deleteSnooze(db, { userId: staffId(actor), rowKey })
}

function staffId(actor: Doing['actor']): number {
  if (actor.kind !== 'person') throw new AppError('not-allowed', 'only staff have rows to put off')
  return actor.userId
}
