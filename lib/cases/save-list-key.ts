import * as z from 'zod'
import { actorUserId } from '../audit/actor.ts'
import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { BLOCKLISTS } from '../blocklists/catalogue/catalogue.ts'
import { wakeSweep } from '../blocklists/list-desk-records.ts'
import { removeListKey, writeListKey } from '../blocklists/list-key-records.ts'
import { AppError } from '../errors.ts'
import { transact } from '../transact.ts'

/** Names of the keys that some list of the catalogue is asked with. */
export const LIST_KEY_NAMES = [...new Set(BLOCKLISTS.flatMap(({ keyed }) => (keyed ? [keyed.key] : [])))].sort()

/** A key becomes a label of the name that is asked for; null takes it away. */
export const saveListKeyInput = z.strictObject({
  name: z.string().min(1).max(63),
  key: z.string().trim().regex(/^[a-zA-Z0-9_-]{1,63}$/, { error: 'A key is letters, digits, - and _, at most 63.' }).nullable(),
  reason: z.string().trim().min(1).max(1000),
})
export type SaveListKeyInput = z.infer<typeof saveListKeyInput>

/**
 * Sets a paid key, sealed, or takes it away. The key is in no change row, no audit, no error and no answer.
 *
 * @throws AppError `not-found` for a name that no list has, or a key that is not there
 */
export async function saveListKey({ db, now, actor }: Doing, deskSecret: string, input: SaveListKeyInput): Promise<void> {
  const { name, key, reason } = saveListKeyInput.parse(input)
  if (!LIST_KEY_NAMES.includes(name)) throw new AppError('not-found', 'no list is asked with a key of that name')
  await transact(db, async (tx) => {
    if (key !== null) await writeListKey(tx, { name, key, deskSecret, now, userId: actorUserId(actor) })
    else if (!(await removeListKey(tx, name))) throw new AppError('not-found', `there is no key ${name}`)
    await recordChange(tx, { kind: 'blocklist-setting', at: now, actor, to: key === null ? 'taken-away' : 'set', reason, evidence: { list: name, field: 'key' } })
    await recordAudit(tx, { at: now, actor, action: key === null ? 'blocklists: take a key away' : 'blocklists: set a key', subject: name, reason })
    await wakeSweep(tx)
  })
}
