import type { Tx } from '../db.ts'
import { hostsInService } from '../hosts/host-records.ts'
import { wishOnHosts } from '../standing-orders/standing-order-records.ts'
import { rulesForHosts } from '../taught-rules/taught-rule-records.ts'

/** What this installation has named, on every host: call it when the rules change. */
export async function wishRefusalRulesEverywhere(tx: Tx, now: Date): Promise<void> {
  await wishRefusalRules(tx, (await hostsInService(tx)).map((host) => host.id), now)
}

/** The same on these hosts. Where nobody ever taught anything, nothing is wished. */
export async function wishRefusalRules(tx: Tx, hostIds: number[], now: Date): Promise<void> {
  const data = await rulesForHosts(tx)
  if (data) await wishOnHosts(tx, hostIds, { kind: 'refusal-rules', key: '*', data }, now)
}
