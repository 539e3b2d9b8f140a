import type { Db, Tx } from '../db.ts'
import type { KeptListing, JudgedListing } from './judge-listing.ts'
import type { ListingEvidence } from './listing.ts'
import type { TargetKind } from './blocklist.ts'
import { readListingState } from './listing.ts'
import { readReason } from './listing-records.ts'

type Pair = { target: string; list: string }

/** Storing answers comes one after the other, until the transaction ends. */
export async function holdListings(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('listings', 0))::text`
}

/** What is kept of these pairs, by `keyOf`. */
export async function findKept(tx: Db | Tx, pairs: readonly Pair[]): Promise<Map<string, KeptListing>> {
  const rows = await tx.$queryRaw<(Omit<KeptListing, 'state' | 'knownState' | 'reason'> & { state: string; knownState: string | null; reason: string | null })[]>`
    SELECT l.target, l.list, l.state, l.since, l."checkedAt", l."knownState", l."knownAt", l.codes, l.meaning, l.text, l.reason, l."incidentId",
      CASE WHEN l."knownState" = 'listed' THEN (SELECT max(s."beganAt") FROM "ListingSpell" s WHERE s.target = l.target AND s.list = l.list AND s.state = 'listed' AND s."endedAt" IS NULL) END AS "listedSince"
    FROM unnest(${pairs.map(({ target }) => target)}::text[], ${pairs.map(({ list }) => list)}::text[]) AS asked (target, list) JOIN "Listing" l USING (target, list)`
  return new Map(rows.map(({ state, knownState, reason, ...row }) => [
    keyOf(row), { ...row, state: readListingState(state), knownState: knownState === 'listed' || knownState === 'clear' ? knownState : null, reason: readReason(reason) },
  ]))
}

export function keyOf({ target, list }: Pair): string {
  return `${target} ${list}`
}

/** They were asked again and said the same. */
export async function touchListings(tx: Tx, asked: readonly (Pair & { kind: TargetKind; at: Date })[]): Promise<void> {
  if (asked.length === 0) return
  await tx.$executeRaw`
    UPDATE "Listing" l SET kind = a.kind, "checkedAt" = a.at, "knownAt" = CASE WHEN l.state = 'unknown' THEN l."knownAt" ELSE a.at END
    FROM unnest(${asked.map(({ target }) => target)}::text[], ${asked.map(({ list }) => list)}::text[], ${asked.map(({ kind }) => kind)}::text[], ${asked.map(({ at }) => at)}::timestamptz[]) AS a (target, list, kind, at)
    WHERE l.target = a.target AND l.list = a.list`
}

export type ListingWrite = Pair & Omit<JudgedListing, 'move'> & { kind: TargetKind; checkedAt: Date; evidence: ListingEvidence; incidentId: number | null }

/** Writes rows that are new or say something else than before, all at once. */
export async function writeListings(tx: Tx, rows: readonly ListingWrite[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$executeRaw`
    INSERT INTO "Listing" AS l (target, list, kind, state, since, "checkedAt", "knownState", "knownAt", codes, meaning, text, reason, evidence, "incidentId")
    SELECT target, list, kind, state, since, "checkedAt", "knownState", "knownAt", codes, meaning, text, reason, evidence, "incidentId"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (target text, list text, kind text, state text, since timestamptz, "checkedAt" timestamptz, "knownState" text, "knownAt" timestamptz,
      codes text[], meaning text, text text, reason text, evidence jsonb, "incidentId" int)
    ON CONFLICT (target, list) DO UPDATE SET kind = excluded.kind, state = excluded.state, since = excluded.since, "checkedAt" = excluded."checkedAt", "knownState" = excluded."knownState",
      "knownAt" = excluded."knownAt", codes = excluded.codes, meaning = excluded.meaning, text = excluded.text, reason = excluded.reason, evidence = excluded.evidence, "incidentId" = excluded."incidentId"`
}

export type SpellBegin = Pair & { state: 'listed' | 'unknown'; at: Date; codes: string[]; text: string | null; reason: string | null }

/** Nobody could tell, for a moment could, and again could not: less than this between them, and it is one spell. */
const SAME_SPELL_MS = 3_600_000

/** Ends spells that go on. */
export async function endSpells(tx: Tx, ended: readonly (Pair & { state: 'listed' | 'unknown'; at: Date })[]): Promise<void> {
  if (ended.length === 0) return
  await tx.$executeRaw`
    UPDATE "ListingSpell" s SET "endedAt" = greatest(e.at, s."beganAt")
    FROM jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) AS e (target text, list text, state text, at timestamptz)
    WHERE s.target = e.target AND s.list = e.list AND s.state = e.state AND s."endedAt" IS NULL`
}

/** Begins spells; one in which nobody could tell goes on where another ended a short while ago. */
export async function beginSpells(tx: Tx, begun: readonly SpellBegin[]): Promise<void> {
  if (begun.length === 0) return
  await tx.$executeRaw`
    WITH begun AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(begun)}::jsonb) AS b (target text, list text, state text, at timestamptz, codes text[], text text, reason text)
    ), goes_on AS (
      UPDATE "ListingSpell" s SET "endedAt" = NULL, reason = b.reason FROM begun b
      WHERE b.state = 'unknown' AND s.state = 'unknown' AND s.target = b.target AND s.list = b.list
        AND (s."endedAt" IS NULL OR s."endedAt" > b.at - ${SAME_SPELL_MS} * interval '1 ms')
      RETURNING s.target, s.list
    )
    INSERT INTO "ListingSpell" (target, list, state, "beganAt", codes, text, reason)
    SELECT target, list, state, at, codes, text, reason FROM begun b
    WHERE NOT (b.state = 'unknown' AND EXISTS (SELECT 1 FROM goes_on g WHERE g.target = b.target AND g.list = b.list))`
}

export type AskedPairs = { targets: readonly { name: string; kind: TargetKind }[]; lists: readonly { id: string; kinds: readonly TargetKind[] }[] }

/** Rows of pairs that are not asked any more, taken away; answers which of them were listed. */
export async function removeListings(tx: Tx, { targets, lists }: AskedPairs): Promise<(Pair & { knownState: string | null; incidentId: number | null })[]> {
  const held = lists.flatMap(({ id, kinds }) => kinds.map((kind) => ({ id, kind })))
  return tx.$queryRaw`
    DELETE FROM "Listing" l WHERE NOT EXISTS (
      SELECT 1 FROM unnest(${targets.map(({ name }) => name)}::text[], ${targets.map(({ kind }) => kind)}::text[]) AS t (target, kind)
        JOIN unnest(${held.map(({ id }) => id)}::text[], ${held.map(({ kind }) => kind)}::text[]) AS h (list, kind) ON h.kind = t.kind
      WHERE t.target = l.target AND h.list = l.list)
    RETURNING target, list, "knownState", "incidentId"`
}
