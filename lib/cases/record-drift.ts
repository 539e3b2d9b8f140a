import { findAccount } from '../accounts/account-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import type { EventOf } from '../protocol/events.ts'
import { storeFoundStates } from '../standing-orders/standing-order-records.ts'

/** A host found something else in force than what it was told, by somebody else's hand, and repaired it or could not. */
export async function recordDrift(tx: Tx, by: By, host: { id: number }, { standing, wanted, repaired }: EventOf<'drift'>): Promise<void> {
  await storeFoundStates(tx, host.id, [standing])
  const account = standing.kind === 'relay' ? await findAccount(tx, standing.key) : null
  await recordChange(tx, {
    kind: 'drift', at: by.now, actor: by.actor, from: wanted, to: standing.found, hostId: host.id,
    accountId: account?.id, evidence: { key: standing.key, wanted, found: standing.found, repaired },
  })
}
