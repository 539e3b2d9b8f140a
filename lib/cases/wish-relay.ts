import type { Tx } from '../db.ts'
import { hostsOfAccount } from '../hosts/host-records.ts'
import type { TightLimits, WatchedWish } from '../protocol/standing-orders.ts'
import { wishOnHosts } from '../standing-orders/standing-order-records.ts'

type Locked = { account: string; lockId: string; now: Date }

/** The account is to be locked on every host it could send through. Returns the names of these hosts. */
export async function wishLockedEverywhere(tx: Tx, { account, lockId, now }: Locked): Promise<string[]> {
  const hosts = await hostsOfAccount(tx, account)
  await wishOnHosts(tx, hosts.map((host) => host.id), { kind: 'relay', key: account, data: { state: 'locked', lockId } }, now)
  return hosts.map((host) => host.name)
}

/**
 * The account may send again through every host. `lifts` names the agents' own locks that end with it; one that is not
 * named stays in force (lock wins). `tight` limits hold on each of them, also on those that watched nothing.
 */
export async function wishOpenEverywhere(tx: Tx, { account, lifts, tight, now }: { account: string; lifts: string[]; tight?: TightLimits; now: Date }): Promise<string[]> {
  const hosts = await hostsOfAccount(tx, account)
  await wishOnHosts(tx, hosts.map((host) => host.id), { kind: 'relay', key: account, data: { state: 'open', lifts, ...(tight && { tight }) } }, now)
  return hosts.map((host) => host.name)
}

/** One host holds and watches; all the others stay locked. */
export async function wishWatchedOn(tx: Tx, hostId: number, account: string, data: WatchedWish, now: Date): Promise<void> {
  await wishOnHosts(tx, [hostId], { kind: 'relay', key: account, data }, now)
}
