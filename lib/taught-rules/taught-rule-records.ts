import type { Db, Tx } from '../db.ts'
import type { RefusalRules } from '../protocol/refusal-rules.ts'
import { taughtRule, type TaughtRule } from '../refusals/refusal.ts'
import type { NameTextInput } from './taught-rule.ts'

const MEANING = { id: true, text: true, receiver: true, class: true, scope: true, permanent: true } as const

/** The rules in force, the one that was taught last first: it goes before older ones. */
export async function activeRules(tx: Db | Tx): Promise<TaughtRule[]> {
  const rows = await tx.taughtRule.findMany({ where: { revokedAt: null }, orderBy: [{ madeAt: 'desc' }, { id: 'asc' }], select: MEANING })
  return rows.map(({ receiver, ...row }) => taughtRule.parse({ ...row, ...(receiver !== null && { receiver }) }))
}

/** The rules in force as a standing order carries them; null where none was ever taught. */
export async function rulesForHosts(tx: Tx): Promise<RefusalRules | null> {
  if ((await tx.taughtRule.count()) === 0) return null
  return { rules: await activeRules(tx) }
}

/** Only one at a time changes the rules, so that none is missing in the set that goes to the hosts. */
export async function holdRules(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('taught rules'))`
}

export async function addRule(tx: Tx, id: string, rule: NameTextInput, at: Date, userId: number | null): Promise<void> {
  await tx.taughtRule.create({ data: { id, ...rule, madeAt: at, madeById: userId } })
}

export async function findRule(tx: Tx, id: string) {
  return tx.taughtRule.findUnique({ where: { id }, select: { ...MEANING, note: true, madeById: true, revokedAt: true } })
}

export async function markRevoked(tx: Tx, id: string, { at, userId, reason }: { at: Date; userId: number | null; reason: string }): Promise<void> {
  await tx.taughtRule.update({ where: { id }, data: { revokedAt: at, revokedById: userId, revokeReason: reason } })
}

/** Every rule that was ever taught, those in force first, with how often it spoke in the days that are kept. */
export async function listRules(db: Db, q: string) {
  const has = { contains: q, mode: 'insensitive' as const }
  const [rows, hits] = await Promise.all([
    db.taughtRule.findMany({
      where: q === '' ? {} : { OR: [{ text: has }, { receiver: has }, { note: has }, { class: has }] },
      orderBy: [{ revokedAt: { sort: 'desc', nulls: 'first' } }, { madeAt: 'desc' }], take: 600,
      select: { ...MEANING, note: true, madeAt: true, madeById: true, revokedAt: true, revokeReason: true, madeBy: { select: { name: true } }, revokedBy: { select: { name: true } } },
    }),
    db.refusalTextDay.groupBy({ by: ['ruleId'], where: { ruleId: { not: '' } }, _sum: { count: true } }),
  ])
  const hitsOf = new Map(hits.map(({ ruleId, _sum }) => [ruleId, _sum.count ?? 0]))
  return rows.map((row) => ({ ...row, hits: hitsOf.get(row.id) ?? 0 }))
}

/** How often rules were taught or taken back: a number that grows with each change. */
export async function countRuleChanges(db: Db): Promise<number> {
  return (await db.taughtRule.count()) + (await db.taughtRule.count({ where: { revokedAt: { not: null } } }))
}
