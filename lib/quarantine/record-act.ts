import { recordChange } from '../audit/change-records.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { accountsOf, type TouchedAccount } from './quarantine-act-records.ts'

export type ActChange = { actId: string; to: 'releasing' | 'deleting' | 'released' | 'deleted' | 'undone' | 'kept'; reason?: string; done?: number; failed?: number; touched?: TouchedAccount[] }

/** One change row per account whose mail an act is about, so that each timeline tells its own part. */
export async function recordAct(tx: Tx, { now, actor }: By, change: ActChange): Promise<void> {
  const touched = change.touched ?? (await accountsOf(tx, { actId: change.actId }))
  for (const { accountId, customerId, lockId, ticketId, messages } of touched) {
    await recordChange(tx, {
      kind: 'quarantine-act', at: now, actor, from: 'quarantined', to: change.to, reason: change.reason, accountId, customerId, lockId, ticketId,
      evidence: { actId: change.actId, messages, done: change.done, failed: change.failed },
    })
  }
}
