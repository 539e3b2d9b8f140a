import * as z from 'zod'
import { actorUserId } from '../audit/actor.ts'
import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { knownBlocklist } from '../blocklists/catalogue/catalogue.ts'
import { wakeSweep } from '../blocklists/list-desk-records.ts'
import { findListSetting, removeListSetting, writeListSetting } from '../blocklists/list-setting-records.ts'
import { isAskedUnlessSaid, TRUST_TO_CHOOSE } from '../blocklists/listing.ts'
import { AppError } from '../errors.ts'
import { transact } from '../transact.ts'

/** `trust` null: what a listing weighs is as the project says. */
export const saveListSettingInput = z.strictObject({ list: z.string().min(1).max(100), isAsked: z.boolean(), trust: z.enum(TRUST_TO_CHOOSE).nullable(), reason: z.string().trim().min(1).max(1000) })
export type SaveListSettingInput = z.infer<typeof saveListSettingInput>

/**
 * Says whether a list is asked and what its listings weigh here. What is as the project says anyway needs no row.
 *
 * @throws AppError `not-found` for a list that nobody knows, `bad-input` for one that cannot be asked
 */
export async function saveListSetting({ db, now, actor }: Doing, input: SaveListSettingInput): Promise<void> {
  const { list: id, isAsked, trust, reason } = saveListSettingInput.parse(input)
  const list = knownBlocklist(id)
  if (!list) throw new AppError('not-found', `no blocklist ${id}`)
  if (isAsked && (list.status === 'dead' || list.status === 'unpublished' || list.isComponent)) throw new AppError('bad-input', `${id} cannot be asked`, { userMessageKey: 'errors.list-cannot-be-asked' })
  await transact(db, async (tx) => {
    const before = await findListSetting(tx, id)
    if (trust === null && isAsked === isAskedUnlessSaid(list)) await removeListSetting(tx, id)
    else await writeListSetting(tx, { list: id, isAsked, trust, reason, now, userId: actorUserId(actor) })
    const was = { isAsked: before?.isAsked ?? isAskedUnlessSaid(list), trust: before?.trust ?? null }
    const changed = [...(was.isAsked === isAsked ? [] : ['isAsked']), ...(was.trust === trust ? [] : ['trust'])]
    for (const field of changed) await recordChange(tx, { kind: 'blocklist-setting', at: now, actor, reason, evidence: { list: id, field } })
    await recordAudit(tx, { at: now, actor, action: 'blocklists: set up a list', subject: id, reason, before: was, after: { isAsked, trust } })
    await wakeSweep(tx)
  })
}
