import type { Db, Tx } from '../db.ts'
import { capabilities } from '../protocol/readings.ts'
import { probePlaces, type ProbedHost } from './probe-places.ts'

const PROBED = { id: true, name: true, kind: true, site: true, probedAt: true, probeAskedAt: true, probePlaces: true, ips: { select: { ip: true }, orderBy: { ip: 'asc' } } } as const

/** Hosts in service that are looked at from outside, with when they last were. */
export async function listProbedHosts(db: Db): Promise<ProbedHost[]> {
  const rows = await db.host.findMany({ where: { revokedAt: null }, orderBy: { id: 'asc' }, select: PROBED })
  return rows.map(({ ips, probePlaces: own, ...host }) => ({ ...host, ips: ips.map(({ ip }) => ip), places: own === null ? null : probePlaces.parse(own) }))
}

/** Wishes that a host be looked at as soon as may be, also when what made somebody wish it happened a while ago. */
export async function askForProbe(tx: Db | Tx, hostId: number, at: Date): Promise<void> {
  await tx.$executeRaw`UPDATE "Host" SET "probeAskedAt" = greatest(${at}::timestamptz, "probedAt" + interval '1 millisecond') WHERE id = ${hostId} AND "revokedAt" IS NULL`
}

export async function setProbed(tx: Db | Tx, hostId: number, at: Date): Promise<void> {
  await tx.host.updateMany({ where: { id: hostId }, data: { probedAt: at } })
}

export async function setProbePlaces(tx: Tx, hostId: number, places: ProbedHost['places']): Promise<void> {
  await tx.$executeRaw`UPDATE "Host" SET "probePlaces" = ${places === null ? null : JSON.stringify(places)}::jsonb WHERE id = ${hostId}`
}

/** Hosts whose agents look at others: those that can and are heard. */
export async function listObservers(db: Db): Promise<{ id: number; name: string; site: string; lastReadAt: Date | null; joinedAt: Date | null }[]> {
  const rows = await db.host.findMany({ where: { revokedAt: null, isSilent: false, joinedAt: { not: null } }, orderBy: { id: 'asc' }, select: { id: true, name: true, site: true, lastReadAt: true, joinedAt: true, capabilities: true } })
  return rows.flatMap(({ capabilities: own, ...host }) => (capabilities.safeParse(own).data?.probes ? [host] : []))
}

/** Open pages shall read themselves anew: a look has ended, whether or not it brought news. */
export async function tellChecksStored(tx: Db | Tx, hostId: number): Promise<void> {
  const news = { id: '0', kind: 'check', hostId, accountId: null, customerId: null, lockId: null, ticketId: null, incidentId: null }
  await tx.$executeRaw`SELECT pg_notify('relayward_change', ${JSON.stringify(news)})`
}
