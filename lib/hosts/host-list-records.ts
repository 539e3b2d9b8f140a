import type { Tx } from '../db.ts'

const ROW = {
  id: true, name: true, kind: true, site: true, agentUrl: true, joinedAt: true, revokedAt: true, lastReadAt: true, isSilent: true,
  agentVersion: true, mtaVersion: true, capabilities: true, certificateEndsAt: true, ips: { select: { ip: true }, orderBy: { ip: 'asc' } },
} as const

export type HostListRow = Awaited<ReturnType<typeof listHostRows>>[number]

/** All hosts, also those not in service, by name. */
export async function listHostRows(tx: Tx) {
  return tx.host.findMany({ orderBy: { name: 'asc' }, select: ROW })
}

export async function findHostRow(tx: Tx, name: string): Promise<HostListRow | null> {
  return tx.host.findUnique({ where: { name }, select: ROW })
}

export type WantedCount = { hostId: number; kind: string; wanted: number; agreed: number; unknown: number }

/** Per host and kind: how many standing orders there are, and how many the host says it keeps. */
export async function countWanted(tx: Tx): Promise<WantedCount[]> {
  return tx.$queryRaw<WantedCount[]>`
    SELECT "hostId", kind, count(*)::int AS wanted,
      count(*) FILTER (WHERE "foundVersion" = version AND found <> 'unknown')::int AS agreed,
      count(*) FILTER (WHERE found = 'unknown')::int AS unknown
    FROM "StandingOrder" GROUP BY "hostId", kind`
}

export type StandingRow = { kind: string; key: string; version: number; data: unknown; wantedAt: Date; found: string | null; foundVersion: number | null; foundAt: Date | null; detail: string | null }

/** Standing orders of a host that are not agreed on first, then the newest. */
export async function listStanding(tx: Tx, hostId: number, limit: number): Promise<StandingRow[]> {
  return tx.$queryRaw<StandingRow[]>`
    SELECT kind, key, version, data, "wantedAt", found, "foundVersion", "foundAt", detail FROM "StandingOrder"
    WHERE "hostId" = ${hostId}
    ORDER BY ("foundVersion" IS NOT DISTINCT FROM version AND found <> 'unknown'), "wantedAt" DESC, kind, key LIMIT ${limit}`
}

/** Orders of a host by state; those not over are what it still has to do. */
export async function countOrders(tx: Tx, hostId: number): Promise<Record<string, number>> {
  const groups = await tx.order.groupBy({ by: ['state'], where: { hostId }, _count: { _all: true } })
  return Object.fromEntries(groups.map((group) => [group.state, group._count._all]))
}
