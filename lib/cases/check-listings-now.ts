import * as z from 'zod'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { holdWantedChecks, readWantedChecks, wakeSweep, writeWantedChecks } from '../blocklists/list-desk-records.ts'
import { listDeskTargets } from '../blocklists/target-records.ts'
import { AppError } from '../errors.ts'
import { transact } from '../transact.ts'

/** Null: everything. */
export const checkListingsInput = z.strictObject({ target: z.string().min(1).max(253).nullable() })
export type CheckListingsInput = z.infer<typeof checkListingsInput>

/** Lists are asked for people at most so often: they count every question. */
const ALL_EVERY_MS = 60_000
const TARGET_EVERY_MS = 15_000
/** A wish is answered long before that. */
const KEPT_MS = 3_600_000

/**
 * Has lists asked now, about everything or one target: the worker takes it up at once and keeps what lists allow.
 *
 * @throws AppError `too-many` when it was asked for a moment ago, `not-found` for what is none of ours
 */
export async function checkListingsNow({ db, now, actor }: Doing, input: CheckListingsInput): Promise<void> {
  const { target } = checkListingsInput.parse(input)
  await transact(db, async (tx) => {
    await holdWantedChecks(tx)
    const wanted = await readWantedChecks(tx)
    const before = target === null ? wanted.all : (wanted.targets[target] ?? null)
    const waitMs = before === null ? 0 : Date.parse(before) + (target === null ? ALL_EVERY_MS : TARGET_EVERY_MS) - now.getTime()
    if (waitMs > 0) throw new AppError('too-many', 'lists were asked for somebody a moment ago', { userMessageKey: 'errors.lists-just-asked', values: { seconds: Math.ceil(waitMs / 1000) } })
    if (target !== null && !(await listDeskTargets(tx)).some(({ name }) => name === target)) throw new AppError('not-found', `${target} is none of ours`)

    const recent = Object.entries(wanted.targets).filter(([, at]) => now.getTime() - Date.parse(at) < KEPT_MS)
    const at = now.toISOString()
    await writeWantedChecks(tx, target === null ? { all: at, targets: Object.fromEntries(recent) } : { all: wanted.all, targets: { ...Object.fromEntries(recent), [target]: at } }, now)
    await recordAudit(tx, { at: now, actor, action: 'blocklists: check now', subject: target ?? 'everything' })
    await wakeSweep(tx)
  })
}
