import type { Db, Tx } from '../db.ts'
import { SEEN_USES, type SeenName, type SeenUse } from './seen-name.ts'

/** A name that nobody sees any more is one of the host for so long: who looks from elsewhere may see another one. */
const KEPT_MS = 24 * 3_600_000

/** Stores the names of one look, and lets go of older ones where the look found out anything. */
export async function saveSeenNames(tx: Tx, hostId: number, { names, told }: { names: readonly SeenName[]; told: readonly SeenUse[] }, now: Date): Promise<void> {
  if (names.length > 0) {
    await tx.$executeRaw`
      INSERT INTO "SeenName" AS n ("hostId", "use", name, "seenAt")
      SELECT ${hostId}, "use", name, ${now} FROM unnest(${names.map(({ use }) => use)}::text[], ${names.map(({ name }) => name)}::text[]) AS one ("use", name) ORDER BY "use", name
      ON CONFLICT ("hostId", "use", name) DO UPDATE SET "seenAt" = greatest(n."seenAt", excluded."seenAt")`
  }
  if (told.length > 0) await tx.seenName.deleteMany({ where: { hostId, use: { in: [...told] }, seenAt: { lt: new Date(now.getTime() - KEPT_MS) } } })
}

/** Names of hosts in service, by host. The database tells a host in one row: so many small rows would take longer to read than to find. */
export async function listSeenNames(db: Db | Tx): Promise<Map<number, SeenName[]>> {
  const rows = await db.$queryRaw<{ hostId: number; names: string[] }[]>`
    SELECT n."hostId", array_agg(n."use" || ' ' || n.name ORDER BY n."use", n.name) AS names
    FROM "SeenName" n JOIN "Host" h ON h.id = n."hostId" AND h."revokedAt" IS NULL GROUP BY n."hostId"`
  return new Map(rows.map(({ hostId, names }) => [hostId, names.flatMap(readSeenName)]))
}

function readSeenName(text: string): SeenName[] {
  const [word, name = ''] = text.split(' ')
  return SEEN_USES.flatMap((use) => (use === word ? [{ use, name }] : []))
}
