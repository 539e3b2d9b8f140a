import type { Db, Tx } from '../db.ts'
import type { EventOf } from '../protocol/events.ts'
import { TEXTS_PER_PAGE } from './texts-query.ts'

const DAY_MS = 86_400_000
/** The difference to what was told before needs the steps of a day, and an agent may tell late. */
const STEPS_KEPT_MS = 2 * DAY_MS
export const TEXTS_KEPT_DAYS = 30
/** More texts than these are not kept: a receiver that never says the same twice does not fill the database. */
export const TEXTS_MAX = 20_000

type Told = { receiver: string; form: string; example: string; ruleId: string; count: number }

/**
 * Counts of refusal texts of one step on one host. What is told again replaces what was told before, and its day grows
 * by the difference. The host's row is held, so nobody else stores its counts.
 */
export async function storeTexts(tx: Tx, hostId: number, { step, texts = [], furtherTexts }: EventOf<'deliveries'>): Promise<void> {
  const told: Told[] = texts.map(({ rule, ...text }) => ({ ...text, ruleId: rule ?? '' }))
  if (furtherTexts !== undefined) told.push({ receiver: '', form: '', example: '', ruleId: '', count: furtherTexts })
  if (told.length === 0) return
  await keepTexts(tx, new Date(step), told)
  await keepCounts(tx, hostId, new Date(step), told)
}

async function keepTexts(tx: Tx, step: Date, told: Told[]): Promise<void> {
  const hasRoom = (await tx.refusalText.count()) < TEXTS_MAX
  await tx.$executeRaw`
    INSERT INTO "RefusalText" AS known (receiver, form, example, "firstAt", "lastAt", "ruleId")
    SELECT told.receiver, form, min(example), ${step}, ${step}, min(rule.id)
    FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS told (receiver text, form text, example text, "ruleId" text)
    LEFT JOIN "TaughtRule" rule ON rule.id = told."ruleId" AND rule."revokedAt" IS NULL
    WHERE ${hasRoom} OR EXISTS (SELECT 1 FROM "RefusalText" before WHERE before.receiver = told.receiver AND before.form = told.form)
    GROUP BY told.receiver, form ORDER BY told.receiver, form
    ON CONFLICT (receiver, form) DO UPDATE
      SET "firstAt" = least(known."firstAt", EXCLUDED."firstAt"), "lastAt" = greatest(known."lastAt", EXCLUDED."lastAt"),
          "ruleId" = coalesce(known."ruleId", EXCLUDED."ruleId")`
}

async function keepCounts(tx: Tx, hostId: number, step: Date, told: Told[]): Promise<void> {
  await tx.$executeRaw`
    WITH told AS (
      SELECT text.id AS "textId", told."ruleId", told.count
      FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS told (receiver text, form text, "ruleId" text, count int)
      JOIN "RefusalText" text USING (receiver, form)
    ), before AS (
      SELECT known.* FROM "RefusalTextStep" known JOIN told USING ("textId", "ruleId") WHERE known.step = ${step} AND known."hostId" = ${hostId}
    ), stored AS (
      INSERT INTO "RefusalTextStep" (step, "hostId", "textId", "ruleId", count)
      SELECT ${step}, ${hostId}, "textId", "ruleId", count FROM told
      ON CONFLICT (step, "hostId", "textId", "ruleId") DO UPDATE SET count = EXCLUDED.count
    )
    INSERT INTO "RefusalTextDay" (day, "hostId", "textId", "ruleId", count)
    SELECT (${step}::timestamptz AT TIME ZONE 'UTC')::date, ${hostId}, "textId", "ruleId", told.count - coalesce(before.count, 0)
    FROM told LEFT JOIN before USING ("textId", "ruleId")
    ON CONFLICT (day, "hostId", "textId", "ruleId") DO UPDATE SET count = "RefusalTextDay".count + EXCLUDED.count`
}

/** One text that no rule knows, with all receivers that say it. */
export type UnknownText = { id: number; form: string; example: string; receivers: string[]; hosts: string[]; count: number; firstAt: string; lastAt: string }

/** Texts without a name, most frequent first. Counts are of the days that are kept. */
export async function listUnknownTexts(db: Db, { q, page }: { q: string; page: number }): Promise<{ rows: UnknownText[]; total: number; replies: number }> {
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db.$queryRaw<(Omit<UnknownText, 'firstAt' | 'lastAt' | 'count'> & { count: bigint; firstAt: Date; lastAt: Date; total: bigint; replies: bigint })[]>`
    WITH sums AS (
      SELECT form, sum(day.count) AS count, array_agg(DISTINCT host.name ORDER BY host.name) AS hosts
      FROM "RefusalText" text JOIN "RefusalTextDay" day ON day."textId" = text.id AND day."ruleId" = '' JOIN "Host" host ON host.id = day."hostId"
      WHERE text."ruleId" IS NULL AND form <> '' AND (form ILIKE ${like} OR example ILIKE ${like} OR receiver ILIKE ${like})
      GROUP BY form
    )
    SELECT newest.id, form, newest.example, said.receivers, hosts, count, said."firstAt", said."lastAt",
           count(*) OVER () AS total, sum(count) OVER () AS replies
    FROM sums
    CROSS JOIN LATERAL (SELECT id, example FROM "RefusalText" text WHERE text.form = sums.form AND text."ruleId" IS NULL ORDER BY "lastAt" DESC, id LIMIT 1) newest
    CROSS JOIN LATERAL (
      SELECT array_agg(receiver ORDER BY receiver) AS receivers, min("firstAt") AS "firstAt", max("lastAt") AS "lastAt"
      FROM "RefusalText" text WHERE text.form = sums.form AND text."ruleId" IS NULL
    ) said
    ORDER BY count DESC, form LIMIT ${TEXTS_PER_PAGE} OFFSET ${(page - 1) * TEXTS_PER_PAGE}`
  const [first] = rows
  return {
    total: Number(first?.total ?? 0),
    replies: Number(first?.replies ?? 0),
    rows: rows.map(({ total: _total, replies: _replies, ...row }) => ({ ...row, count: Number(row.count), firstAt: row.firstAt.toISOString(), lastAt: row.lastAt.toISOString() })),
  }
}

/** A text by its number, with all receivers that say the same; null for one that is gone. */
export async function findText(db: Db, id: number): Promise<{ id: number; form: string; example: string; receivers: string[] } | null> {
  const text = await db.refusalText.findFirst({ where: { id, form: { not: '' } }, select: { id: true, form: true, example: true } })
  if (!text) return null
  const said = await db.refusalText.findMany({ where: { form: text.form }, select: { receiver: true }, orderBy: { receiver: 'asc' } })
  return { ...text, receivers: said.map(({ receiver }) => receiver) }
}

/** Refusals of the kept days that are in no text, and whether the table of texts is full. */
export async function countFurther(db: Db): Promise<{ further: number; isFull: boolean }> {
  const [sum, texts] = await Promise.all([
    db.refusalTextDay.aggregate({ where: { text: { form: '' } }, _sum: { count: true } }),
    db.refusalText.count(),
  ])
  return { further: sum._sum.count ?? 0, isFull: texts >= TEXTS_MAX }
}

export type KnownText = { id: number; receiver: string; example: string; ruleId: string | null; count: number }

/** Every text that is kept, most frequent first, for asking rules what they speak of. */
export async function listKnownTexts(tx: Db | Tx): Promise<KnownText[]> {
  const rows = await tx.$queryRaw<(Omit<KnownText, 'count'> & { count: bigint })[]>`
    SELECT text.id, receiver, example, text."ruleId", coalesce(sum(day.count), 0) AS count
    FROM "RefusalText" text LEFT JOIN "RefusalTextDay" day ON day."textId" = text.id
    WHERE form <> '' GROUP BY text.id ORDER BY count DESC, text.id`
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/** Puts texts under the rule that speaks of them now. */
export async function putUnderRules(tx: Tx, named: { id: number; ruleId: string | null }[]): Promise<void> {
  if (named.length === 0) return
  await tx.$executeRaw`
    UPDATE "RefusalText" AS text SET "ruleId" = named."ruleId"
    FROM jsonb_to_recordset(${JSON.stringify(named)}::jsonb) AS named (id int, "ruleId" text) WHERE text.id = named.id`
}

/** Lets go of what is older than its keeping; answers how many rows went. */
export async function dropOldTexts(db: Db, now: Date): Promise<number> {
  const before = (ms: number) => ({ lt: new Date(now.getTime() - ms) })
  const steps = await db.refusalTextStep.deleteMany({ where: { step: before(STEPS_KEPT_MS) } })
  const days = await db.refusalTextDay.deleteMany({ where: { day: before(TEXTS_KEPT_DAYS * DAY_MS) } })
  const texts = await db.refusalText.deleteMany({ where: { lastAt: before(TEXTS_KEPT_DAYS * DAY_MS) } })
  return steps.count + days.count + texts.count
}
