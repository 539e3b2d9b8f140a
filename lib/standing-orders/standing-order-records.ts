import type { Db, Tx } from '../db.ts'
import { standingOrder, type StandingOrder, type StandingState } from '../protocol/standing-orders.ts'

type WishOf<O> = O extends StandingOrder ? Omit<O, 'version'> : never
/** A standing order as the desk wants it; its version is counted here. */
export type Wish = WishOf<StandingOrder>

/**
 * Writes what shall hold on these hosts. The version grows only where the data really differ, so that wishing the
 * same twice costs nothing. Returns the ids of the hosts whose wish changed. A trigger wakes the workers at commit.
 */
export async function wishOnHosts(tx: Tx, hostIds: number[], wish: Wish, now: Date): Promise<number[]> {
  if (hostIds.length === 0) return []
  const data = JSON.stringify(wish.data)
  const changed = await tx.$queryRaw<{ hostId: number }[]>`
    INSERT INTO "StandingOrder" AS s ("hostId", kind, key, version, data, "wantedAt", "sentVersion")
    SELECT h, ${wish.kind}, ${wish.key}, 1, ${data}::jsonb, ${now}, 0 FROM unnest(${hostIds}::int[]) AS h ORDER BY h
    ON CONFLICT ("hostId", kind, key) DO UPDATE
      SET version = s.version + 1, data = excluded.data, "wantedAt" = excluded."wantedAt"
      WHERE s.data IS DISTINCT FROM excluded.data
    RETURNING s."hostId"`
  return changed.map((row) => row.hostId)
}

export type WantedAndFound = { version: number; data: unknown; wantedAt: Date; found: string | null; foundVersion: number | null }

/** What was wanted and found before this state came in; null when nothing was ever wanted. */
export async function findStandingOrder(tx: Tx, hostId: number, kind: string, key: string): Promise<WantedAndFound | null> {
  return tx.standingOrder.findUnique({
    where: { hostId_kind_key: { hostId, kind, key } },
    select: { version: true, data: true, wantedAt: true, found: true, foundVersion: true },
  })
}

/**
 * Stores what the agent says is in force, all states of one reading in one statement. An older finding never replaces a
 * newer one. A host that knows a higher version than we do (our database was brought back from a copy) is told again
 * under a version above its own.
 */
export async function storeFoundStates(tx: Tx, hostId: number, states: StandingState[]): Promise<void> {
  if (states.length === 0) return
  await tx.$executeRaw`
    UPDATE "StandingOrder" AS s
    SET version = CASE WHEN f.version > s.version THEN f.version + 1 ELSE s.version END,
        found = f.found, "foundVersion" = f.version, "foundAt" = f.at, "agentLockId" = f."agentLockId", detail = f.detail
    FROM jsonb_to_recordset(${JSON.stringify(states)}::jsonb)
      AS f(kind text, key text, version int, found text, at timestamptz, "agentLockId" uuid, detail text)
    WHERE s."hostId" = ${hostId} AND s.kind = f.kind AND s.key = f.key AND (s."foundAt" IS NULL OR s."foundAt" <= f.at)`
}

/** What a host no longer knows of (its journal was begun anew) is told again. */
export async function forgetFoundExcept(tx: Tx, hostId: number, states: StandingState[], readAt: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "StandingOrder" AS s SET found = NULL, "foundVersion" = NULL
    WHERE s."hostId" = ${hostId} AND s."foundVersion" IS NOT NULL AND s."foundAt" < ${readAt}
      AND NOT EXISTS (SELECT 1 FROM jsonb_to_recordset(${JSON.stringify(states)}::jsonb) AS f(kind text, key text) WHERE f.kind = s.kind AND f.key = s.key)`
}

/** Standing orders that the host has not said it knows in this version, oldest wish first. */
export async function dueStandingOrders(tx: Tx, hostId: number, limit: number): Promise<StandingOrder[]> {
  const rows = await tx.$queryRaw<{ kind: string; key: string; version: number; data: unknown }[]>`
    SELECT kind, key, version, data FROM "StandingOrder"
    WHERE "hostId" = ${hostId} AND "foundVersion" IS DISTINCT FROM version
    ORDER BY "wantedAt", kind, key LIMIT ${limit}`
  return rows.map((row) => standingOrder.parse(row))
}

/** Hosts that have not said they know all that shall hold in its latest version. */
export async function hostsWithDueStandingOrders(tx: Tx): Promise<number[]> {
  const rows = await tx.$queryRaw<{ hostId: number }[]>`SELECT DISTINCT "hostId" FROM "StandingOrder" WHERE "foundVersion" IS DISTINCT FROM version`
  return rows.map(({ hostId }) => hostId)
}

export async function markSent(tx: Tx, hostId: number, orders: StandingOrder[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "StandingOrder" AS s SET "sentVersion" = greatest(s."sentVersion", f.version)
    FROM jsonb_to_recordset(${JSON.stringify(orders.map(({ kind, key, version }) => ({ kind, key, version })))}::jsonb) AS f(kind text, key text, version int)
    WHERE s."hostId" = ${hostId} AND s.kind = f.kind AND s.key = f.key`
}

/** The host refused these as stale: where it knows our version or a higher one under other data, ours goes above it. */
export async function raiseAbove(tx: Tx, hostId: number, orders: StandingOrder[], states: StandingState[]): Promise<void> {
  const known = new Map(states.map((state) => [`${state.kind} ${state.key}`, state.version]))
  for (const { kind, key, version } of orders) {
    const theirs = known.get(`${kind} ${key}`)
    if (theirs === undefined || theirs < version) continue
    await tx.standingOrder.updateMany({ where: { hostId, kind, key, version }, data: { version: theirs + 1 } })
  }
}

export type TakenUp = { host: string; isTaken: boolean; isSilent: boolean }

/** Per host in service: whether it says that it keeps the newest version of a standing order. */
export async function listTakenUp(db: Db, kind: string, key: string): Promise<TakenUp[]> {
  return db.$queryRaw<TakenUp[]>`
    SELECT h.name AS host, (s."foundVersion" IS NOT DISTINCT FROM s.version AND s.found IS DISTINCT FROM 'unknown') AS "isTaken", h."isSilent"
    FROM "StandingOrder" s JOIN "Host" h ON h.id = s."hostId"
    WHERE s.kind = ${kind} AND s.key = ${key} AND h."revokedAt" IS NULL ORDER BY h.name`
}
