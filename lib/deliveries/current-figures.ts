import { Prisma } from '../generated/prisma/client.ts'
import type { MatrixPeriod } from './matrix.ts'
import { bucketsOf } from './period-buckets.ts'
import { COUNTS_AS, RULES } from './window-records.ts'

const SPAN: Record<MatrixPeriod, 'hour' | 'day' | 'week'> = { '60m': 'hour', '24h': 'day', '7d': 'week' }
const BEGIN: Record<MatrixPeriod, Prisma.Sql> = {
  '60m': Prisma.sql`"stepsFrom"`, '24h': Prisma.sql`"hoursFrom"`, '7d': Prisma.sql`"hoursFrom" - interval '144 hours'`,
}

/**
 * Common table expressions that end in `figures` ("hostId", receiver, delivered, deferred, refused, others) of a period:
 * the running figures, put right for every host whose figures do not begin where the period does (nobody has moved them
 * on yet, or they never were) and for steps that lie in the future. So they equal the sums of cells at any time; the
 * running figures only save the summing. `only` names the hosts and the receivers that are wanted.
 */
export function currentFigures(period: MatrixPeriod, now: Date, only: { hostIds?: number[]; receivers?: string[] } = {}): Prisma.Sql {
  const ofHosts = only.hostIds ? Prisma.sql`AND "hostId" = ANY (${only.hostIds})` : Prisma.empty
  const ofReceivers = only.receivers ? Prisma.sql`AND receiver = ANY (${only.receivers})` : Prisma.empty
  const { table, bucket, since } = bucketsOf(period, now)
  const column = (end: string) => Prisma.raw(`"${SPAN[period]}${end}"`)
  const sum = (end: string) => Prisma.sql`coalesce(sum(sign * count) FILTER (WHERE ends = ${end}), 0)::int`
  const put = (end: string, name: string) => Prisma.sql`coalesce(pair.${column(end)}, 0) + coalesce(change.${Prisma.raw(name)}, 0) AS ${Prisma.raw(name)}`
  return Prisma.sql`
    begins AS MATERIALIZED (
      SELECT host.id AS "hostId", coalesce(${BEGIN[period]}, 'infinity') AS begin, "lastStep"
      FROM "Host" host LEFT JOIN "DeliveryWindow" w ON w."hostId" = host.id AND w.rules = ${RULES}
      WHERE TRUE ${only.hostIds ? Prisma.sql`AND host.id = ANY (${only.hostIds})` : Prisma.empty}
    ), changes AS MATERIALIZED (
      SELECT "hostId", receiver, ${sum('Delivered')} AS delivered, ${sum('Deferred')} AS deferred, ${sum('Refused')} AS refused, ${sum('Others')} AS others
      FROM (
        SELECT begins."hostId", cells.* FROM begins, LATERAL (
          SELECT receiver, ${COUNTS_AS} AS ends, CASE WHEN ${since}::timestamptz < begin THEN 1 ELSE -1 END AS sign, sum(count) AS count FROM ${table} cell
          WHERE cell."hostId" = begins."hostId" AND ${bucket} >= least(${since}::timestamptz, begin) AND ${bucket} < greatest(${since}::timestamptz, begin)
            AND (begin <= ${since} OR ${bucket} <= ${now}) ${ofReceivers} GROUP BY 1, 2, 3 OFFSET 0
        ) AS cells WHERE begin <> ${since}
        UNION ALL
        SELECT begins."hostId", cells.* FROM begins, LATERAL (
          SELECT receiver, ${COUNTS_AS} AS ends, -1 AS sign, sum(count) AS count FROM ${table} cell
          WHERE cell."hostId" = begins."hostId" AND ${bucket} > ${now} AND ${bucket} >= greatest(${since}::timestamptz, begin) ${ofReceivers} GROUP BY 1, 2, 3 OFFSET 0
        ) AS cells WHERE begin < 'infinity' AND "lastStep" > ${now}
      ) AS found GROUP BY "hostId", receiver
    ), figures AS (
      SELECT "hostId", receiver, ${put('Delivered', 'delivered')}, ${put('Deferred', 'deferred')}, ${put('Refused', 'refused')}, ${put('Others', 'others')}
      FROM (SELECT * FROM "DeliveryPair" WHERE "hostId" <> ALL (ARRAY(SELECT "hostId" FROM begins WHERE begin = 'infinity')) ${ofHosts} ${ofReceivers}) AS pair
      FULL JOIN changes change USING ("hostId", receiver)
    )`
}
