import { latestHostOfAccount } from '../accounts/account-hour-records.ts'
import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { findHost, hostsOfAccount } from '../hosts/host-records.ts'
import type { Capabilities } from '../protocol/readings.ts'
import type { HeldLock } from '../relay-locks/relay-lock-records.ts'

export type WatchHost = { id: number; name: string; capabilities: Pick<Capabilities, 'watches'> }

/**
 * The host that holds and watches: the one asked for, else where the lock began, else where the account last sent.
 * A silent host is refused: nobody could say whether the watch is in force.
 */
export async function chooseWatchHost(tx: Tx, lock: HeldLock, name?: string): Promise<WatchHost> {
  const host = await findHost(tx, name === undefined ? { id: await usualHost(tx, lock) } : { name })
  if (!host || host.revokedAt) throw new AppError('not-found', `no host ${name ?? 'of the lock'}`)
  if (host.isSilent) {
    throw new AppError('conflict', `${host.name} is silent`, { userMessageKey: 'errors.host-silent', values: { host: host.name } })
  }
  return { id: host.id, name: host.name, capabilities: host.capabilities ?? { watches: 'account' } }
}

async function usualHost(tx: Tx, lock: HeldLock): Promise<number> {
  if (lock.originHostId !== null) return lock.originHostId
  const latest = await latestHostOfAccount(tx, lock.account.id)
  if (latest !== null) return latest
  const [first] = await hostsOfAccount(tx, lock.account.name)
  if (!first) throw new AppError('conflict', 'no host is in service', { userMessageKey: 'errors.no-host' })
  return first.id
}
