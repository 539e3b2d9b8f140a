import type { Tx } from '../db.ts'
import { hostsInService } from '../hosts/host-records.ts'
import { findCustomerPolicy } from '../policies/policy-records.ts'
import { customerPolicy } from '../policies/policy.ts'
import type { Limits } from '../protocol/limits.ts'
import { wishOnHosts } from '../standing-orders/standing-order-records.ts'

/** The limits of every account that has none of its own (`*`), on every host. */
export async function wishBaseLimits(tx: Tx, limits: Limits, now: Date): Promise<void> {
  await wishLimits(tx, ['*'], limits, now)
}

/**
 * The limits of one customer: for each of his domains and for his accounts outside of them. Without limits of his own
 * they fall back to everybody's.
 */
export async function wishLimitsOfCustomer(tx: Tx, customerId: number, now: Date): Promise<void> {
  const own = await findCustomerPolicy(tx, customerId)
  await wishLimits(tx, await limitKeysOfCustomer(tx, customerId), own?.limits ?? null, now)
}

/** Accounts or domains have found this customer: the hosts hold them to his own limits from now on, where he has some. */
export async function wishOwnLimits(tx: Tx, customerId: number, now: Date): Promise<void> {
  const own = await findCustomerPolicy(tx, customerId)
  if (own?.limits) await wishLimitsOfCustomer(tx, customerId, now)
}

/** Customers whose policy has limits of its own. */
export async function customersWithLimits(tx: Tx): Promise<number[]> {
  const rows = await tx.policy.findMany({ where: { customerId: { not: null } }, select: { customerId: true, data: true } })
  return rows.flatMap((row) => (row.customerId !== null && customerPolicy.parse(row.data).limits ? [row.customerId] : []))
}

async function wishLimits(tx: Tx, keys: string[], limits: Limits | null, now: Date): Promise<void> {
  const hostIds = (await hostsInService(tx)).map((host) => host.id)
  for (const key of keys) await wishOnHosts(tx, hostIds, { kind: 'limits', key, data: { limits } }, now)
}

async function limitKeysOfCustomer(tx: Tx, customerId: number): Promise<string[]> {
  const domains = await tx.customerDomain.findMany({ where: { customerId }, select: { domain: true } })
  const accounts = await tx.account.findMany({ where: { customerId }, select: { name: true } })
  const keys = domains.map(({ domain }) => `@${domain}`)
  const outside = accounts.map(({ name }) => name).filter((name) => !keys.some((key) => name.endsWith(key)))
  return [...keys, ...outside]
}
