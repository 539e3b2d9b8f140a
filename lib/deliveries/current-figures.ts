import { Prisma } from '../generated/prisma/client.ts'
import type { MatrixPeriod } from './matrix.ts'
import { COUNTS_AS, sumOf } from './pair-columns.ts'
import { bucketsOf } from './period-buckets.ts'
import { RULES } from './rules.ts'

const RUNNING: Record<MatrixPeriod, Prisma.Sql> = {
  '60m': Prisma.sql`"hourDelivered" AS delivered, "hourDeferred" AS deferred, "hourRefused" AS refused, "hourOthers" AS others`,
  '24h': Prisma.sql`"dayDelivered" AS delivered, "dayDeferred" AS deferred, "dayRefused" AS refused, "dayOthers" AS others`,
  '7d': Prisma.sql`"weekDelivered" AS delivered, "weekDeferred" AS deferred, "weekRefused" AS refused, "weekOthers" AS others`,
}
const BEGIN: Record<MatrixPeriod, Prisma.Sql> = {
  '60m': Prisma.sql`"stepsFrom"`, '24h': Prisma.sql`"hoursFrom"`, '7d': Prisma.sql`"hoursFrom" - interval '144 hours'`,
}

type Only = { hostIds?: number[]; receivers?: string[] }

/**
 * The same `figures` as `currentFigures` makes, at a third of the cost, of the hosts whose running figures are those of
 * the period, which is all of them but for moments. `FIGURES_ARE_ALL` says whether it was all.
 */
export function figuresInStep(period: MatrixPeriod, now: Date, only: Only = {}): Prisma.Sql {
  const { since } = bucketsOf(period, now)
  return Prisma.sql`
    begins AS MATERIALIZED (
      SELECT host.id AS "hostId", host."isSilent", coalesce(${BEGIN[period]} = ${since} AND "lastStep" <= ${now}, FALSE) AS is_in_step
      FROM "Host" host LEFT JOIN "DeliveryWindow" w ON w."hostId" = host.id AND w.rules = ${RULES}
      WHERE "revokedAt" IS NULL ${only.hostIds ? Prisma.sql`AND host.id = ANY (${only.hostIds})` : Prisma.empty}
    ), figures AS NOT MATERIALIZED (
      SELECT "hostId", "isSilent", receiver, greatest(0, delivered) AS delivered, deferred, refused, others
      FROM (SELECT "hostId", receiver, ${RUNNING[period]} FROM "DeliveryPair") AS running JOIN begins USING ("hostId")
      WHERE is_in_step ${only.receivers ? Prisma.sql`AND receiver = ANY (${only.receivers})` : Prisma.empty}
    )`
}

/** Beside `figuresInStep`. */
export const FIGURES_ARE_ALL = Prisma.sql`(SELECT bool_and(is_in_step) FROM begins)`

/**
 * Common table expressions that end in `figures` ("hostId", "isSilent", receiver, delivered, deferred, refused, others) of
 * a period, of hosts in service: the running figures, put right for every host whose figures do not begin where the period does (nobody has moved them
 * on yet, or they never were) and for steps that lie in the future. So they equal the sums of cells at any time; the
 * running figures only save the summing. `only` names the hosts and the receivers that are wanted.
 */
export function currentFigures(period: MatrixPeriod, now: Date, only: Only = {}): Prisma.Sql {
  const ofHosts = only.hostIds ? Prisma.sql`AND "hostId" = ANY (${only.hostIds})` : Prisma.empty
  const ofReceivers = only.receivers ? Prisma.sql`AND receiver = ANY (${only.receivers})` : Prisma.empty
  const { table, bucket, since } = bucketsOf(period, now)
  const sum = (figure: Parameters<typeof sumOf>[0]) => sumOf(figure, Prisma.sql`sign * count`)
  return Prisma.sql`
    begins AS MATERIALIZED (
      SELECT id AS "hostId", "isSilent", begin, begin = 'infinity' AS is_missing, begin <> ${since} AS is_elsewhere, begin < 'infinity' AND "lastStep" > ${now} AS is_ahead
      FROM (
        SELECT host.id, "isSilent", coalesce(${BEGIN[period]}, 'infinity') AS begin, "lastStep"
        FROM "Host" host LEFT JOIN "DeliveryWindow" w ON w."hostId" = host.id AND w.rules = ${RULES}
        WHERE "revokedAt" IS NULL ${only.hostIds ? Prisma.sql`AND host.id = ANY (${only.hostIds})` : Prisma.empty}
      ) AS host
    ), running AS NOT MATERIALIZED (
      SELECT "hostId", receiver, ${RUNNING[period]}, is_elsewhere OR is_ahead AS is_changed
      FROM "DeliveryPair" JOIN begins USING ("hostId") WHERE NOT is_missing ${ofHosts} ${ofReceivers}
    ), changes AS MATERIALIZED (
      SELECT "hostId", receiver, ${sum('delivered')} AS delivered, ${sum('deferred')} AS deferred, ${sum('refused')} AS refused, ${sum('others')} AS others
      FROM (
        SELECT begins."hostId", cells.*, CASE WHEN begin > ${since} THEN 1 ELSE -1 END AS sign FROM begins, LATERAL (
          SELECT receiver, ${COUNTS_AS} AS counts_as, count FROM ${table} cell
          WHERE cell."hostId" = begins."hostId" AND ${bucket} >= least(${since}::timestamptz, begin) AND ${bucket} < greatest(${since}::timestamptz, begin)
            AND (begin <= ${since} OR ${bucket} <= ${now}) OFFSET 0
        ) AS cells WHERE is_elsewhere ${ofReceivers}
        UNION ALL
        SELECT begins."hostId", cells.*, -1 AS sign FROM begins, LATERAL (
          SELECT receiver, ${COUNTS_AS} AS counts_as, count FROM ${table} cell
          WHERE cell."hostId" = begins."hostId" AND ${bucket} > ${now} AND ${bucket} >= greatest(${since}::timestamptz, begin) OFFSET 0
        ) AS cells WHERE is_ahead ${ofReceivers}
      ) AS found GROUP BY "hostId", receiver
    ), put_right AS (
      SELECT "hostId", receiver, greatest(0, delivered) AS delivered, deferred, refused, others FROM running WHERE NOT is_changed
      UNION ALL
      SELECT "hostId", receiver,
        greatest(0, coalesce(pair.delivered, 0) + coalesce(change.delivered, 0)), coalesce(pair.deferred, 0) + coalesce(change.deferred, 0),
        coalesce(pair.refused, 0) + coalesce(change.refused, 0), coalesce(pair.others, 0) + coalesce(change.others, 0)
      FROM (SELECT * FROM running WHERE is_changed) AS pair FULL JOIN changes change USING ("hostId", receiver)
    ), figures AS (
      SELECT put_right.*, "isSilent" FROM put_right JOIN begins USING ("hostId")
    )`
}
