import type { Db } from '../db.ts'
import { Prisma } from '../generated/prisma/client.ts'
import type { TargetKind } from './blocklist.ts'
import type { Cell } from './list-matrix.ts'

/** `freshSince`: answers of before are too old to be believed. */
type Asked = { lists: readonly { id: string; kinds: readonly TargetKind[]; freshSince: Date }[]; kinds: readonly TargetKind[] }
export type StoredCells = { target: string; cells: string; newestAt: Date }

/** Letters of lists begin here: place 1 is the next. */
const PLACES_FROM = 0x100

/**
 * One short text for each target, put together by the database from what is not clear: a thousand targets on sixty lists are
 * a thousand rows and not sixty thousand. A place without a row is `n`, never asked.
 */
export async function readCells(db: Db, { lists, kinds }: Asked): Promise<StoredCells[]> {
  const places = Prisma.sql`unnest(${lists.map(({ id }) => id)}::text[], ${lists.map((list) => list.freshSince)}::timestamptz[]) WITH ORDINALITY AS asked(list, fresh, place)`
  const rows = await db.$queryRaw<{ target: string; kind: TargetKind; rows: number; pairs: string | null; newestAt: Date }[]>`
    SELECT target, min(kind) AS kind, count(*)::int AS rows, max("checkedAt") AS "newestAt",
      string_agg(chr(${PLACES_FROM}::int + place::int) || CASE WHEN "checkedAt" < fresh THEN 'o' WHEN state = 'listed' THEN 'l' ELSE 'u' END, '') FILTER (WHERE state <> 'clear' OR "checkedAt" < fresh) AS pairs
    FROM "Listing" JOIN ${places} USING (list) WHERE kind = ANY(${[...kinds]}) GROUP BY target`
  const isWhole = ({ kind, rows: asked }: { kind: TargetKind; rows: number }) => asked === lists.filter((list) => list.kinds.includes(kind)).length
  const partly = rows.filter((row) => !isWhole(row)).map(({ target }) => target)
  const asked = partly.length === 0 ? [] : await db.$queryRaw<{ target: string; places: string }[]>`
    SELECT target, string_agg(chr(${PLACES_FROM}::int + place::int), '') AS places FROM "Listing" JOIN ${places} USING (list) WHERE target = ANY(${partly}) GROUP BY target`
  const askedOf = new Map(asked.map((row) => [row.target, row.places]))
  return rows.map(({ target, pairs, newestAt }) => ({ target, newestAt, cells: placed(pairs ?? '', askedOf.get(target), lists.length) }))
}

/** @param asked places that have a row; left out, all of them do */
function placed(pairs: string, asked: string | undefined, length: number): string {
  const cells: Cell[] = Array<Cell>(length).fill(asked === undefined ? 'c' : 'n')
  for (const place of asked ?? '') cells[place.charCodeAt(0) - PLACES_FROM - 1] = 'c'
  for (let at = 0; at < pairs.length; at += 2) cells[pairs.charCodeAt(at) - PLACES_FROM - 1] = pairs[at + 1] as Cell
  return cells.join('')
}

export type StoredDetail = { target: string; list: string; state: string; since: Date; checkedAt: Date; codes: string[]; reason: string | null }

/** What is not clear of these targets, and what is too old to be believed: what their cells say beside their shapes. */
export async function readDetails(db: Db, { lists, targets }: Pick<Asked, 'lists'> & { targets: readonly string[] }): Promise<StoredDetail[]> {
  if (targets.length === 0) return []
  return db.$queryRaw`
    SELECT target, list, state, since, "checkedAt", codes, reason FROM "Listing"
      JOIN unnest(${lists.map(({ id }) => id)}::text[], ${lists.map(({ freshSince }) => freshSince)}::timestamptz[]) AS asked(list, fresh) USING (list)
    WHERE target = ANY(${[...targets]}) AND (state <> 'clear' OR "checkedAt" < fresh)`
}

/** Since when a target is asked about at all: before that nobody knows. */
export async function findFirstAsked(db: Db, target: string): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ first: Date | null }[]>`
    SELECT least((SELECT min(since) FROM "Listing" WHERE target = ${target}), (SELECT min("beganAt") FROM "ListingSpell" WHERE target = ${target})) AS first`
  return row?.first ?? null
}

/** How many targets are on one of these lists. */
export async function countTargetsOn(db: Db, lists: readonly string[]): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>`SELECT count(DISTINCT target) AS count FROM "Listing" WHERE state = 'listed' AND list = ANY(${[...lists]})`
  return Number(row?.count ?? 0)
}
