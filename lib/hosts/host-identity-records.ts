import * as z from 'zod'
import type { Tx } from '../db.ts'
import type { ProbePlace } from '../probes/probe-places.ts'
import { storeReading } from './host-reading-records.ts'

export type NewHost = { name: string; kind: string; site: string; agentUrl: string; ips: string[]; probePlaces: ProbePlace[] | null; sealedToken: string; createdAt: Date }

export async function createHost(tx: Tx, { ips, probePlaces, sealedToken, ...host }: NewHost): Promise<{ id: number }> {
  const data = { ...host, joinTokenHash: sealedToken, ips: { create: ips.map((ip) => ({ ip })) }, ...(probePlaces && { probePlaces }) }
  return tx.host.create({ data, select: { id: true } })
}

export type HostIdentity = { id: number; name: string; agentUrl: string; sealedToken: string | null; joinedAt: Date | null; certificateEndsAt: Date | null; keyPin: string | null }
const ROW = { id: true, name: true, agentUrl: true, joinTokenHash: true, joinedAt: true, certificateEndsAt: true } as const
/** Kind of the reading that keeps the fingerprint of the host's key: what tells the host from all others for good. */
const IDENTITY = 'identity'
const identityData = z.object({ keyPin: z.string() })

export async function findIdentity(tx: Tx, by: { id: number } | { name: string }): Promise<HostIdentity | null> {
  const row = await tx.host.findUnique({ where: by, select: { ...ROW, readings: { where: { kind: IDENTITY }, select: { data: true } } } })
  if (!row) return null
  const { readings, joinTokenHash, ...host } = row
  const pin = readings[0] && identityData.parse(readings[0].data).keyPin
  return { ...host, sealedToken: joinTokenHash, keyPin: pin ?? null }
}

export type IssuedToHost = { serial: string; endsAt: Date; keyPin: string; now: Date }

/** The host holds a certificate now; its token is used up. */
export async function setJoined(tx: Tx, hostId: number, { serial, endsAt, keyPin, now }: IssuedToHost): Promise<void> {
  await tx.host.update({ where: { id: hostId }, data: { joinTokenHash: null, joinedAt: now, certificateSerial: serial, certificateEndsAt: endsAt } })
  await storeReading(tx, hostId, IDENTITY, { keyPin }, now)
}

export async function setRenewed(tx: Tx, hostId: number, { serial, endsAt }: Omit<IssuedToHost, 'keyPin' | 'now'>): Promise<void> {
  await tx.host.update({ where: { id: hostId }, data: { certificateSerial: serial, certificateEndsAt: endsAt } })
}

/** Joined hosts in service whose certificate ends before `before`, those that end first first. */
export async function hostsToRenew(tx: Tx, before: Date): Promise<{ id: number }[]> {
  const where = { revokedAt: null, joinedAt: { not: null }, certificateEndsAt: { lt: before } }
  return tx.host.findMany({ where, orderBy: { certificateEndsAt: 'asc' }, select: { id: true } })
}

export type HostToCall = { id: number; name: string; agentUrl: string; joinedAt: Date | null; lastReadAt: Date | null; ips: string[] }

/** Joined hosts in service: those that are called. */
export async function hostsToCall(tx: Tx): Promise<HostToCall[]> {
  const select = { id: true, name: true, agentUrl: true, joinedAt: true, lastReadAt: true, ips: { select: { ip: true } } }
  const rows = await tx.host.findMany({ where: { revokedAt: null, joinedAt: { not: null } }, orderBy: { name: 'asc' }, select })
  return rows.map(({ ips, ...host }) => ({ ...host, ips: ips.map(({ ip }) => ip) }))
}

export async function setRevoked(tx: Tx, hostId: number, now: Date): Promise<void> {
  await tx.host.update({ where: { id: hostId }, data: { revokedAt: now, joinTokenHash: null, isSilent: false } })
}
