import type { Db } from '../db.ts'
import type { TargetKind } from './blocklist.ts'
import type { Cell } from './list-matrix.ts'

type Asked = { lists: readonly string[]; kinds: readonly TargetKind[]; /** Answers of before are too old to be believed. */ freshSince: Date }
export type StoredCells = { target: string; cells: string; oldestAt: Date; newestAt: Date }

/** Letters of lists begin here: place 1 is the next. */
const PLACES_FROM = 0x100

/**
 * One short text for each target, put together by the database: a thousand targets on sixty lists are a thousand rows and
 * not sixty thousand. A place without a row is `n`, never asked.
 */
export async function readCells(db: Db, { lists, kinds, freshSince }: Asked): Promise<StoredCells[]> {
  const rows = await db.$queryRaw<{ target: string; pairs: string; oldestAt: Date; newestAt: Date }[]>`
    SELECT target, min("checkedAt") AS "oldestAt", max("checkedAt") AS "newestAt", string_agg(
        chr(${PLACES_FROM}::int + place::int) || CASE WHEN "checkedAt" < ${freshSince} THEN 'o' WHEN state = 'listed' THEN 'l' WHEN state = 'clear' THEN 'c' ELSE 'u' END, '') AS pairs
    FROM "Listing" JOIN unnest(${[...lists]}::text[]) WITH ORDINALITY AS asked(list, place) USING (list)
    WHERE kind = ANY(${[...kinds]}) GROUP BY target`
  return rows.map(({ pairs, ...row }) => ({ ...row, cells: placed(pairs, lists.length) }))
}

function placed(pairs: string, length: number): string {
  const cells: Cell[] = Array<Cell>(length).fill('n')
  for (let at = 0; at < pairs.length; at += 2) cells[pairs.charCodeAt(at) - PLACES_FROM - 1] = pairs[at + 1] as Cell
  return cells.join('')
}

export type StoredDetail = { target: string; list: string; state: string; since: Date; checkedAt: Date; codes: string[]; reason: string | null }

/** What a cell says beside its shape: of all listings, and of the answers of no use that these lists gave. */
export async function readDetails(db: Db, { lists, kinds, freshSince, speaking }: Asked & { speaking: readonly string[] }): Promise<StoredDetail[]> {
  return db.listing.findMany({
    where: {
      kind: { in: [...kinds] },
      OR: [{ list: { in: [...lists] }, state: 'listed' }, { list: { in: [...speaking] }, state: 'unknown' }, { list: { in: [...speaking] }, checkedAt: { lt: freshSince } }],
    },
    select: { target: true, list: true, state: true, since: true, checkedAt: true, codes: true, reason: true },
  })
}

/** Since when a target is asked about at all: before that nobody knows. */
export async function findFirstAsked(db: Db, target: string): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ first: Date | null }[]>`
    SELECT least((SELECT min(since) FROM "Listing" WHERE target = ${target}), (SELECT min("beganAt") FROM "ListingSpell" WHERE target = ${target})) AS first`
  return row?.first ?? null
}
