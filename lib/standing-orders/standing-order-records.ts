import type { Tx } from '../db.ts'
import type { StandingOrder, StandingState } from '../protocol/standing-orders.ts'

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

/** Stores what the agent says is in force, all states of one reading in one statement. An older finding never replaces a newer one. */
export async function storeFoundStates(tx: Tx, hostId: number, states: StandingState[]): Promise<void> {
  if (states.length === 0) return
  await tx.$executeRaw`
    UPDATE "StandingOrder" AS s
    SET found = f.found, "foundVersion" = f.version, "foundAt" = f.at, "agentLockId" = f."agentLockId", detail = f.detail
    FROM jsonb_to_recordset(${JSON.stringify(states)}::jsonb)
      AS f(kind text, key text, version int, found text, at timestamptz, "agentLockId" uuid, detail text)
    WHERE s."hostId" = ${hostId} AND s.kind = f.kind AND s.key = f.key AND (s."foundAt" IS NULL OR s."foundAt" <= f.at)`
}
