import type { Tx } from '../db.ts'
import { onlyHostOfAccount } from '../accounts/account.ts'

export type HostName = { id: number; name: string }

/** All hosts that take standing orders: those not revoked, also while they are silent or have yet to join. */
export async function hostsInService(tx: Tx): Promise<HostName[]> {
  return tx.host.findMany({ where: { revokedAt: null }, select: { id: true, name: true }, orderBy: { name: 'asc' } })
}

/** The hosts through which an account could send: all of them, or the one on which a script runs. */
export async function hostsOfAccount(tx: Tx, account: string): Promise<HostName[]> {
  const hosts = await hostsInService(tx)
  const only = onlyHostOfAccount(account)
  const own = hosts.filter((host) => host.name === only)
  return own.length > 0 ? own : hosts
}
