import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { checkListsInput, type CheckListsInput } from '../blocklists/check-lists.ts'
import { holdWantedChecks, readWantedChecks, wakeSweep, writeWantedChecks } from '../blocklists/list-desk-records.ts'
import { listDeskTargets } from '../blocklists/target-records.ts'
import { AppError } from '../errors.ts'
import { transact } from '../transact.ts'

/** What was wanted longer ago was answered, or its list does not answer. */
const WANTED_FOR_MS = 3_600_000

/** Lists count every question: people have them asked at most so often. */
const ALL_EVERY_MS = 60_000
const TARGET_EVERY_MS = 15_000

/**
 * Wants lists to be asked at once about everything of ours or about one target; the worker asks, within what lists allow.
 *
 * @throws AppError `not-found` for what is none of ours, `too-many` when the same was wanted a moment ago
 */
export async function checkListsNow({ db, now, actor }: Doing, input: CheckListsInput): Promise<void> {
  const { target } = checkListsInput.parse(input)
  await transact(db, async (tx) => {
    if (target !== null && !(await listDeskTargets(tx)).some(({ name }) => name === target)) throw new AppError('not-found', `lists are not asked about ${target}`)
    await holdWantedChecks(tx)
    const wanted = await readWantedChecks(tx)
    const before = target === null ? wanted.all : (wanted.targets[target] ?? null)
    const waitMs = before === null ? 0 : Date.parse(before) + (target === null ? ALL_EVERY_MS : TARGET_EVERY_MS) - now.getTime()
    if (waitMs > 0) throw new AppError('too-many', 'lists were asked for somebody a moment ago', { userMessageKey: 'errors.lists-just-asked', values: { seconds: Math.ceil(waitMs / 1000) } })
    const targets = Object.fromEntries(Object.entries(wanted.targets).filter(([, at]) => now.getTime() - Date.parse(at) < WANTED_FOR_MS))
    await writeWantedChecks(tx, target === null ? { all: now.toISOString(), targets } : { all: wanted.all, targets: { ...targets, [target]: now.toISOString() } }, now)
    await recordAudit(tx, { at: now, actor, action: 'blocklists: check now', subject: target === null ? 'everything on all lists' : `${target} on all lists` })
    await wakeSweep(tx)
  })
}
