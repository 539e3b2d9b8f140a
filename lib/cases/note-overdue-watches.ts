import type { Doing } from '../audit/doing.ts'
import { listRunningGuardedUnlocks, type RunningWatch } from '../guarded-unlocks/guarded-unlock-records.ts'
import { isWatchOverdue } from '../guarded-unlocks/guarded-unlock.ts'
import { troublesOf } from '../hosts/host-reading-records.ts'
import { recordTrouble } from '../hosts/record-trouble.ts'
import { sayTrouble } from '../hosts/trouble-sentences.ts'

const CODE = 'watch-overdue-'

/**
 * Puts a trouble on the page of a host whose watch was not heard to begin or end in time, and takes it away again when
 * it was. Nothing is decided here: what happened is told by the host's journal when it is heard.
 */
export async function noteOverdueWatches(doing: Doing): Promise<{ host: string; guardedUnlockId: string }[]> {
  const { db, now } = doing
  const running = await listRunningGuardedUnlocks(db)
  const overdue = running.filter((watch) => isWatchOverdue(watch, now))
  for (const watch of overdue) await note(doing, watch.hostId, watch.id, textOf(watch), false)

  const known = await troublesOf(db, CODE)
  const over = known.filter(({ code }) => !overdue.some((watch) => code === CODE + watch.id))
  for (const { hostId, code } of over) await note(doing, hostId, code.slice(CODE.length), '', true)
  return overdue.map((watch) => ({ host: watch.host, guardedUnlockId: watch.id }))
}

async function note({ db, now, actor }: Doing, hostId: number, id: string, text: string, over: boolean): Promise<void> {
  await db.$transaction((tx) => recordTrouble(tx, { now, actor }, { id: hostId }, { kind: 'trouble', code: CODE + id, text, over }))
}

function textOf(watch: RunningWatch): string {
  return sayTrouble(watch.step === 'watching' ? 'watch-not-ended' : 'watch-not-begun', { account: watch.account })
}
