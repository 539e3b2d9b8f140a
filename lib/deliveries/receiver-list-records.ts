import type { Db } from '../db.ts'
import type { Span } from './delivery-period.ts'
import { FEW, FINE_FROM, NOT_ABOUT_US, REFUSED_FROM, type Pair } from './matrix.ts'
import { countedIn } from './span-records.ts'

/** One receiver over all hosts; a pair of a host that is silent is in the sums, and in none of the states. */
export type ReceiverSum = { receiver: string; pair: Pair; hosts: number; troubled: number; refusing: number; silent: number }

type SumRow = Record<'delivered' | 'deferred' | 'refused' | 'others' | 'hosts' | 'troubled' | 'refusing' | 'silent', bigint> & { receiver: string }

/** Every receiver of a span with its sums, and how many hosts it treats how (`pairState` says the same of one pair). */
export async function sumReceivers(db: Db, span: Span): Promise<ReceiverSum[]> {
  const { table, isIn } = countedIn(span)
  const notAboutUs = [...NOT_ABOUT_US]
  const rows = await db.$queryRaw<SumRow[]>`
    WITH pair AS (
      SELECT "hostId", receiver,
        coalesce(sum(count) FILTER (WHERE outcome = 'delivered'), 0) AS delivered,
        coalesce(sum(count) FILTER (WHERE outcome = 'deferred' AND NOT "refusalClass" = ANY (${notAboutUs})), 0) AS deferred,
        coalesce(sum(count) FILTER (WHERE outcome = 'bounced' AND NOT "refusalClass" = ANY (${notAboutUs})), 0) AS refused,
        coalesce(sum(count) FILTER (WHERE outcome <> 'delivered' AND "refusalClass" = ANY (${notAboutUs})), 0) AS others
      FROM ${table} WHERE ${isIn} GROUP BY "hostId", receiver
    ), judged AS (
      SELECT pair.*, host."isSilent", delivered + deferred + refused AS attempts FROM pair JOIN "Host" host ON host.id = "hostId" WHERE host."revokedAt" IS NULL
    ), told AS (
      SELECT *, NOT "isSilent" AND attempts >= ${FEW}::int AND delivered < ${FINE_FROM}::float8 * attempts AS "isTroubled" FROM judged
    )
    SELECT receiver, sum(delivered)::bigint AS delivered, sum(deferred)::bigint AS deferred, sum(refused)::bigint AS refused, sum(others)::bigint AS others, count(*) AS hosts,
      count(*) FILTER (WHERE "isTroubled") AS troubled, count(*) FILTER (WHERE "isTroubled" AND refused >= ${REFUSED_FROM}::float8 * attempts) AS refusing,
      count(*) FILTER (WHERE "isSilent") AS silent
    FROM told GROUP BY receiver`
  return rows.map(({ receiver, delivered, deferred, refused, others, hosts, troubled, refusing, silent }) => ({
    receiver, pair: { delivered: Number(delivered), deferred: Number(deferred), refused: Number(refused), others: Number(others) },
    hosts: Number(hosts), troubled: Number(troubled), refusing: Number(refusing), silent: Number(silent),
  }))
}

export type ReceiverBinSum = { receiver: string; bin: number; outcome: string; refusalClass: string; count: number }

/** What attempts to some receivers met, bin by bin, all hosts together. */
export async function sumReceiverBins(db: Db, receivers: string[], span: Span): Promise<ReceiverBinSum[]> {
  const { table, bin, isIn } = countedIn(span)
  const rows = await db.$queryRaw<(Omit<ReceiverBinSum, 'count'> & { count: bigint })[]>`
    SELECT receiver, ${bin} AS bin,
      outcome, "refusalClass", sum(count) AS count
    FROM ${table} WHERE receiver = ANY (${receivers}) AND ${isIn} GROUP BY receiver, 2, outcome, "refusalClass"`
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}
