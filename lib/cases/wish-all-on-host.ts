import type { Tx } from '../db.ts'
import { readDesk } from '../notices/desk-records.ts'
import { couldSendThrough, hostsInService } from '../hosts/host-records.ts'
import { findBasePolicy } from '../policies/policy-records.ts'
import { lockedAccounts } from '../relay-locks/relay-lock-records.ts'
import { wishOnHosts } from '../standing-orders/standing-order-records.ts'
import { wishDoor } from './wish-door.ts'
import { customersWithLimits, wishLimitsOfCustomer } from './wish-limits.ts'
import { wishRefusalRules } from './wish-refusal-rules.ts'

/** A host that is new learns all that stands: whoever is locked anywhere is locked here from its first minute. */
export async function wishAllOnHost(tx: Tx, hostId: number, now: Date): Promise<void> {
  const { limits } = await findBasePolicy(tx)
  await wishOnHosts(tx, [hostId], { kind: 'limits', key: '*', data: { limits } }, now)
  await wishDoor(tx, [hostId], await readDesk(tx), now)
  await wishRefusalRules(tx, [hostId], now)
  for (const customerId of await customersWithLimits(tx)) await wishLimitsOfCustomer(tx, customerId, now)
  const host = (await hostsInService(tx)).find((one) => one.id === hostId)
  for (const { account, lockId } of await lockedAccounts(tx)) {
    if (host && couldSendThrough(account, host.name)) await wishOnHosts(tx, [hostId], { kind: 'relay', key: account, data: { state: 'locked', lockId } }, now)
  }
}
