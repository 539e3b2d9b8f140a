import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { checkListsInput, type CheckListsInput } from '../blocklists/check-lists.ts'
import { holdWantedChecks, readWantedChecks, wakeSweep, writeWantedChecks } from '../blocklists/list-desk-records.ts'
import { listDeskTargets } from '../blocklists/target-records.ts'
import { AppError } from '../errors.ts'
import { transact } from '../transact.ts'

/** What was wanted longer ago was answered, or its list does not answer. */
const WANTED_FOR_MS = 3_600_000

/** Wants lists to be asked at once about everything of ours or about one target; the worker asks, within what lists allow. */
export async function checkListsNow({ db, now, actor }: Doing, input: CheckListsInput): Promise<void> {
  const { target } = checkListsInput.parse(input)
  await transact(db, async (tx) => {
    if (target !== null && !(await listDeskTargets(tx)).some(({ name }) => name === target)) throw new AppError('not-found', `lists are not asked about ${target}`)
    await holdWantedChecks(tx)
    const wanted = await readWantedChecks(tx)
    const targets = Object.fromEntries(Object.entries(wanted.targets).filter(([, at]) => now.getTime() - Date.parse(at) < WANTED_FOR_MS))
    await writeWantedChecks(tx, target === null ? { all: now.toISOString(), targets } : { all: wanted.all, targets: { ...targets, [target]: now.toISOString() } }, now)
    await recordAudit(tx, { at: now, actor, action: 'blocklists: check now', subject: target === null ? 'everything on all lists' : `${target} on all lists` })
    await wakeSweep(tx)
  })
}
