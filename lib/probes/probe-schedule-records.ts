import type { Db, Tx } from '../db.ts'
import { capabilities } from '../protocol/readings.ts'
import { probePlaces, type ProbedHost } from './probe-places.ts'

const PROBED = { id: true, name: true, kind: true, site: true, probedAt: true, probeAskedAt: true, probePlaces: true, ips: { select: { ip: true }, orderBy: { ip: 'asc' } } } as const

/** Hosts in service that somebody looks at from outside, with when they last were. */
export async function listProbedHosts(db: Db): Promise<ProbedHost[]> {
  const rows = await db.host.findMany({ where: { revokedAt: null, probeOffAt: null }, orderBy: { id: 'asc' }, select: PROBED })
  return rows.map(probedHost)
}

/** One host in service, also when nobody looks at it. */
export async function findProbedHost(db: Db, id: number): Promise<ProbedHost | null> {
  const row = await db.host.findFirst({ where: { id, revokedAt: null }, select: PROBED })
  return row && probedHost(row)
}

function probedHost({ ips, probePlaces: own, ...host }: Omit<ProbedHost, 'ips' | 'places'> & { ips: { ip: string }[]; probePlaces: unknown }): ProbedHost {
  return { ...host, ips: ips.map(({ ip }) => ip), places: own === null ? null : probePlaces.parse(own) }
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

/** Hosts whose agents look at others: those that can, shall and are heard. */
export async function listObservers(db: Db): Promise<{ id: number; name: string; site: string; lastReadAt: Date | null; joinedAt: Date | null }[]> {
  const rows = await db.host.findMany({ where: { revokedAt: null, isSilent: false, joinedAt: { not: null }, looksAtOthers: true }, orderBy: { id: 'asc' }, select: { id: true, name: true, site: true, lastReadAt: true, joinedAt: true, capabilities: true } })
  return rows.flatMap(({ capabilities: own, ...host }) => (capabilities.safeParse(own).data?.probes ? [host] : []))
}

/** What an admin says of how one host is looked at. `off`: nobody does. */
export type HostProbingSetting = { places: ProbedHost['places']; off: { at: Date; reason: string } | null; looksAtOthers: boolean }

const SETTING = { probePlaces: true, probeOffAt: true, probeOffReason: true, looksAtOthers: true } as const
type SettingRow = { probePlaces: unknown; probeOffAt: Date | null; probeOffReason: string | null; looksAtOthers: boolean }

function settingOf({ probePlaces: own, probeOffAt, probeOffReason, looksAtOthers }: SettingRow): HostProbingSetting {
  return { places: own === null ? null : probePlaces.parse(own), off: probeOffAt && { at: probeOffAt, reason: probeOffReason ?? '' }, looksAtOthers }
}

export async function readHostProbing(tx: Tx, hostId: number): Promise<HostProbingSetting> {
  return settingOf(await tx.host.findUniqueOrThrow({ where: { id: hostId }, select: SETTING }))
}

export async function writeHostProbing(tx: Tx, hostId: number, { places, off, looksAtOthers }: HostProbingSetting): Promise<void> {
  await setProbePlaces(tx, hostId, places)
  await tx.host.update({ where: { id: hostId }, data: { probeOffAt: off?.at ?? null, probeOffReason: off?.reason ?? null, looksAtOthers } })
}

export type HostProbingRow = HostProbingSetting & { id: number; name: string; kind: string; site: string; ips: string[]; canLook: boolean; probedAt: Date | null }

/** All hosts in service with how they are looked at. */
export async function listHostsProbing(db: Db): Promise<HostProbingRow[]> {
  const rows = await db.host.findMany({
    where: { revokedAt: null }, orderBy: { name: 'asc' },
    select: { id: true, name: true, kind: true, site: true, probedAt: true, capabilities: true, ips: { select: { ip: true }, orderBy: { ip: 'asc' } }, ...SETTING },
  })
  return rows.map(({ id, name, kind, site, probedAt, capabilities: own, ips, ...row }) => ({
    id, name, kind, site, probedAt, ips: ips.map(({ ip }) => ip), canLook: capabilities.safeParse(own).data?.probes === true, ...settingOf(row),
  }))
}

/** Open pages shall read themselves anew: a look has ended, whether or not it brought news. */
export async function tellChecksStored(tx: Db | Tx, hostId: number): Promise<void> {
  const news = { id: '0', kind: 'check', hostId, accountId: null, customerId: null, lockId: null, ticketId: null, incidentId: null }
  await tx.$executeRaw`SELECT pg_notify('relayward_change', ${JSON.stringify(news)})`
}
