import type { Tx } from '../db.ts'
import { onlyHostOfAccount } from '../accounts/account.ts'
import { capabilities, type Capabilities } from '../protocol/readings.ts'

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

export type HeldHost = { id: number; name: string; journal: string | null; lastEventSeq: bigint }

/** Takes hold of a host's row: pages of its events are stored one after the other. Throws when the host is gone. */
export async function holdHost(tx: Tx, hostId: number): Promise<HeldHost> {
  await tx.$queryRaw`SELECT 1 FROM "Host" WHERE id = ${hostId} FOR NO KEY UPDATE`
  return tx.host.findUniqueOrThrow({ where: { id: hostId }, select: { id: true, name: true, journal: true, lastEventSeq: true } })
}

/** Up to which event of which journal the host is stored here. */
export async function setEventMark(tx: Tx, hostId: number, journal: string, lastEventSeq: bigint): Promise<void> {
  await tx.host.update({ where: { id: hostId }, data: { journal, lastEventSeq } })
}

export type HostRow = { id: number; name: string; isSilent: boolean; revokedAt: Date | null; capabilities: Capabilities | null }

export async function findHost(tx: Tx, by: { id: number } | { name: string }): Promise<HostRow | null> {
  const row = await tx.host.findUnique({ where: by, select: { id: true, name: true, isSilent: true, revokedAt: true, capabilities: true } })
  return row && { ...row, capabilities: capabilities.nullable().parse(row.capabilities) }
}
