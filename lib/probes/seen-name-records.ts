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

/** Names of hosts in service, by host. */
export async function listSeenNames(db: Db | Tx): Promise<Map<number, SeenName[]>> {
  const rows = await db.seenName.findMany({ where: { host: { revokedAt: null } }, orderBy: [{ hostId: 'asc' }, { use: 'asc' }, { name: 'asc' }], select: { hostId: true, use: true, name: true } })
  const names = rows.flatMap(({ use, ...row }) => SEEN_USES.flatMap((each) => (each === use ? [{ ...row, use: each }] : [])))
  return new Map([...Map.groupBy(names, ({ hostId }) => hostId)].map(([hostId, own]) => [hostId, own.map(({ use, name }) => ({ use, name }))]))
}
