import type { Tx } from '../db.ts'
import type { UnknownReason } from './reading.ts'

/** How a list answered its own test points at a resolver just now. */
export type TestedList = { list: string; resolver: string; reason: UnknownReason | null; at: Date }
export type HealthMove = { list: string; resolver: string; from: string | null; to: 'works' | 'unknown'; reason: UnknownReason | null }

/** Keeps what self-tests said; answers which lists began or ceased to work. A list that works from its first test on is no news. */
export async function writeListHealth(tx: Tx, tested: readonly TestedList[]): Promise<HealthMove[]> {
  if (tested.length === 0) return []
  const rows = tested.map(({ list, resolver, reason, at }) => ({ list, resolver, reason, at, state: reason === null ? 'works' : 'unknown' }))
  const before = await tx.$queryRaw<{ list: string; resolver: string; state: string }[]>`
    SELECT h.list, h.resolver, h.state FROM "BlocklistHealth" h
    JOIN unnest(${rows.map(({ list }) => list)}::text[], ${rows.map(({ resolver }) => resolver)}::text[]) AS t (list, resolver) USING (list, resolver) FOR NO KEY UPDATE`
  await tx.$executeRaw`
    INSERT INTO "BlocklistHealth" AS h (list, resolver, state, reason, since, "checkedAt")
    SELECT list, resolver, state, reason, at, at FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS t (list text, resolver text, state text, reason text, at timestamptz)
    ON CONFLICT (list, resolver) DO UPDATE SET state = excluded.state, reason = excluded.reason, "checkedAt" = excluded."checkedAt",
      since = CASE WHEN h.state = excluded.state THEN h.since ELSE excluded.since END
      WHERE h."checkedAt" <= excluded."checkedAt"`
  const stateBefore = new Map(before.map(({ list, resolver, state }) => [`${list} ${resolver}`, state]))
  return tested.flatMap(({ list, resolver, reason }): HealthMove[] => {
    const from = stateBefore.get(`${list} ${resolver}`) ?? null
    const to = reason === null ? 'works' : 'unknown'
    return from === to || (from === null && to === 'works') ? [] : [{ list, resolver, from, to, reason }]
  })
}

/** Lists that are not asked any more, and resolvers that are not used any more, have no health. */
export async function removeListHealth(tx: Tx, asked: { lists: readonly string[]; resolvers: readonly string[] }): Promise<void> {
  await tx.blocklistHealth.deleteMany({ where: { OR: [{ list: { notIn: [...asked.lists] } }, { resolver: { notIn: [...asked.resolvers] } }] } })
}
