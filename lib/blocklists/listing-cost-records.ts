import type { Db } from '../db.ts'
import type { Blocklist } from './blocklist.ts'
import { namesInReplies, type ListingCost } from './listing-cost.ts'

const SPAN_MS = 24 * 3_600_000

/** Refusals of the last 24 hours on these hosts whose replies name the list. */
export async function readListingCost(db: Db, list: Blocklist, hostIds: readonly number[], now: Date): Promise<ListingCost> {
  const since = new Date(now.getTime() - SPAN_MS)
  const patterns = namesInReplies(list).map((name) => `%${name.replace(/[\\%_]/g, '\\$&')}%`)
  const rows = await db.$queryRaw<{ hostId: number; receiver: string; refusalClass: string; customer: string | null; named: bigint }[]>`
    SELECT s."hostId", s.receiver, s."refusalClass", c.number AS customer, count(*) AS named
    FROM "ReplySample" s LEFT JOIN "Account" a ON a.name = s.account LEFT JOIN "Customer" c ON c.id = a."customerId"
    WHERE s."hostId" = ANY (${[...hostIds]}::int[]) AND s.at >= ${since} AND s.at <= ${now} AND lower(s.reply) LIKE ANY (${patterns}::text[])
    GROUP BY s."hostId", s.receiver, s."refusalClass", c.number`
  const kinds = [...new Map(rows.map(({ hostId, receiver, refusalClass }) => [`${hostId} ${receiver} ${refusalClass}`, { hostId, receiver, refusalClass }])).values()]
  const named = rows.reduce((sum, row) => sum + Number(row.named), 0)
  return {
    since, named, atMost: Math.max(named, await countRefusals(db, kinds, since)),
    receivers: [...new Set(rows.map(({ receiver }) => receiver))].sort(),
    customers: [...new Set(rows.flatMap(({ customer }) => customer ?? []))].sort(),
  }
}

/** All refusals of these kinds since then, by steps of ten minutes. */
async function countRefusals(db: Db, kinds: { hostId: number; receiver: string; refusalClass: string }[], since: Date): Promise<number> {
  if (kinds.length === 0) return 0
  const [row] = await db.$queryRaw<{ count: bigint | null }[]>`
    SELECT sum(d.count) AS count FROM "DeliveryStep" d JOIN jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb) AS k ("hostId" int, receiver text, "refusalClass" text)
      ON d."hostId" = k."hostId" AND d.receiver = k.receiver AND d."refusalClass" = k."refusalClass"
    WHERE d.step >= ${since} AND d.outcome <> 'delivered'`
  return Number(row?.count ?? 0)
}
