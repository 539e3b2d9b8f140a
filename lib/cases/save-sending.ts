import * as z from 'zod'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { sendingSetting } from '../domain-checks/domain-check.ts'
import { readSendingSetting, saveSendingSetting } from '../domain-checks/sending-setting-records.ts'
import { wakeDomainChecks } from '../domain-checks/wanted-domain-records.ts'
import { transact } from '../transact.ts'

export const saveSendingInput = z.strictObject({ sending: sendingSetting, reason: z.string().trim().min(1).max(1000) })
export type SaveSendingInput = z.infer<typeof saveSendingInput>

/** Saves our own sending domains, the name that customers include and the selectors that our hosts sign with. */
export async function saveSending({ db, now, actor }: Doing, input: SaveSendingInput): Promise<void> {
  const { sending, reason } = saveSendingInput.parse(input)
  await transact(db, async (tx) => {
    const before = await readSendingSetting(tx)
    await saveSendingSetting(tx, sending, now)
    await recordAudit(tx, { at: now, actor, action: 'sending: save', subject: 'sending', reason, before, after: sending })
    await wakeDomainChecks(tx)
  })
}
