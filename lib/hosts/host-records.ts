import type { Db, Tx } from '../db.ts'
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

/** Whether the account could send through this host: every account could, a script only through its own. */
export function couldSendThrough(account: string, host: string): boolean {
  const only = onlyHostOfAccount(account)
  return only === null || only === host
}

export type HeldHost = { id: number; name: string; journal: string | null; lastEventSeq: bigint; isSilent: boolean; lastReadAt: Date | null }
const HELD = { id: true, name: true, journal: true, lastEventSeq: true, isSilent: true, lastReadAt: true } as const
/** Up to which event of which journal a host is stored here. */
export type EventMark = { journal: string | null; lastEventSeq: bigint }

/** Takes hold of a host's row: pages of its events are stored one after the other. Throws when the host is gone. */
export async function holdHost(tx: Tx, hostId: number): Promise<HeldHost> {
  const [held] = await tx.$queryRaw<HeldHost[]>`
    SELECT id, name, journal, "lastEventSeq", "isSilent", "lastReadAt" FROM "Host" WHERE id = ${hostId} FOR NO KEY UPDATE`
  if (!held) throw new Error(`there is no host ${hostId}`)
  return held
}

export type HostRow = { id: number; name: string; isSilent: boolean; revokedAt: Date | null; capabilities: Capabilities | null }

export async function findHost(tx: Db | Tx, by: { id: number } | { name: string }): Promise<HostRow | null> {
  const row = await tx.host.findUnique({ where: by, select: { id: true, name: true, isSilent: true, revokedAt: true, capabilities: true } })
  return row && { ...row, capabilities: capabilities.nullable().parse(row.capabilities) }
}

export async function findHostKind(tx: Tx, hostId: number): Promise<string> {
  return (await tx.host.findUniqueOrThrow({ where: { id: hostId }, select: { kind: true } })).kind
}

export async function setHostReading(tx: Tx, hostId: number, data: { agentVersion: string; mtaVersion: string | null; capabilities: Capabilities }): Promise<void> {
  await tx.host.update({ where: { id: hostId }, data })
}

/** Heard now, and stored up to a mark when one is given; never moved back by a slower worker. */
export async function setHeard(tx: Tx, hostId: number, now: Date, mark: EventMark | null): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Host" SET "lastReadAt" = greatest("lastReadAt", ${now}), "isSilent" = false,
      journal = coalesce(${mark?.journal ?? null}, journal), "lastEventSeq" = coalesce(${mark?.lastEventSeq ?? null}::bigint, "lastEventSeq")
    WHERE id = ${hostId}`
}

/** Joined hosts in service whose last word (or whose join) is older than `since` and that do not count as silent yet. */
export async function hostsUnheardSince(tx: Tx, since: Date): Promise<HeldHost[]> {
  return tx.host.findMany({ where: { ...unheard(since), isSilent: false }, orderBy: { id: 'asc' }, select: HELD })
}

/** Counts the host as silent unless it was heard meanwhile or somebody else was faster. */
export async function trySetSilent(tx: Tx, hostId: number, since: Date): Promise<boolean> {
  const { count } = await tx.host.updateMany({ where: { id: hostId, isSilent: false, ...unheard(since) }, data: { isSilent: true } })
  return count === 1
}

function unheard(since: Date) {
  return { revokedAt: null, joinedAt: { not: null, lt: since }, OR: [{ lastReadAt: null }, { lastReadAt: { lt: since } }] }
}

/** Up to which event of which journal a host is stored, without taking hold of it. */
export async function eventMark(tx: Tx, hostId: number): Promise<EventMark> {
  return tx.host.findUniqueOrThrow({ where: { id: hostId }, select: { journal: true, lastEventSeq: true } })
}
