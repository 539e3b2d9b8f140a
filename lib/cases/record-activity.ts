import { findOrCreateAccount, markAccountSeen } from '../accounts/account-records.ts'
import { storeAccountHour } from '../accounts/account-hour-records.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import type { EventOf } from '../protocol/events.ts'

/** Figures of one account's hour on one host; an account never seen before is made, with the customer of its domain. */
export async function recordActivity(tx: Tx, by: By, host: { id: number }, event: EventOf<'activity'>): Promise<void> {
  const account = await findOrCreateAccount(tx, event.account, by.now)
  await storeAccountHour(tx, account.id, host.id, event)
  await markAccountSeen(tx, account.id, by.now)
}
