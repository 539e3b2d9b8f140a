import type { Db } from '../db.ts'
import { deliveryOutcome } from '../protocol/deliveries.ts'
import type { Span } from './delivery-period.ts'
import type { HostReceiverSum } from './host-receivers.ts'
import { countedIn } from './span-records.ts'

export async function findMatrixHost(db: Db, name: string) {
  return db.host.findFirst({ where: { name, revokedAt: null }, select: { id: true, isSilent: true, lastReadAt: true } })
}

/** A dictionary attack may write to thousands of made-up domains; the ones with the most mail are looked at. */
const RECEIVERS_READ_MAX = 100

/** What one host's attempts met, by receiver, sending address and bin of hours. */
export async function sumHostReceivers(db: Db, hostId: number, span: Span): Promise<HostReceiverSum[]> {
  const { table, bin, isIn } = countedIn(span)
  const rows = await db.$queryRaw<(Omit<HostReceiverSum, 'outcome' | 'count'> & { outcome: string; count: bigint })[]>`
    WITH own AS (
      SELECT *, ${bin} AS bin FROM ${table} WHERE "hostId" = ${hostId} AND ${isIn}
    ), large AS (
      SELECT receiver FROM own GROUP BY receiver ORDER BY sum(count) DESC, receiver LIMIT ${RECEIVERS_READ_MAX}
    )
    SELECT receiver, ip, outcome, "refusalClass", sum(count) AS count, bin
    FROM own JOIN large USING (receiver) GROUP BY receiver, ip, outcome, "refusalClass", bin`
  return rows.map((row) => ({ ...row, outcome: deliveryOutcome.parse(row.outcome), count: Number(row.count) }))
}
