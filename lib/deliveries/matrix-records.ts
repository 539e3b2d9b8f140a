import type { Db } from '../db.ts'
import { Prisma } from '../generated/prisma/client.ts'
import { deliveryOutcome } from '../protocol/deliveries.ts'
import { PERIOD_MS, type MatrixHost, type MatrixPeriod, type PairRow } from './matrix.ts'

/** Every host that was ever joined, for the matrix. */
export async function listMatrixHosts(db: Db): Promise<MatrixHost[]> {
  const rows = await db.host.findMany({
    where: { revokedAt: null }, orderBy: { name: 'asc' },
    select: { id: true, name: true, site: true, isSilent: true, lastReadAt: true, ips: { select: { ip: true }, orderBy: { ip: 'asc' } } },
  })
  return rows.map(({ ips, lastReadAt, ...host }) => ({ ...host, ips: ips.map(({ ip }) => ip), lastReadAt: lastReadAt?.toISOString() ?? null }))
}

type SumRow = { hostId: number; receiver: string; outcome: string; refusalClass: string; count: bigint }

/** Sums of a period by host, receiver and end, of all pairs or of one: of steps for the last hour, of whole hours for longer. */
export async function sumPairs(db: Db, period: MatrixPeriod, now: Date, of?: { hostId: number; receiver: string }): Promise<PairRow[]> {
  const since = new Date(now.getTime() - PERIOD_MS[period])
  const ofPair = of ? Prisma.sql`AND "hostId" = ${of.hostId} AND receiver = ${of.receiver}` : Prisma.empty
  const rows = period === '60m'
    ? await db.$queryRaw<SumRow[]>`
        SELECT "hostId", receiver, outcome, "refusalClass", sum(count) AS count FROM "DeliveryStep"
        WHERE step >= ${since} AND step <= ${now} ${ofPair} GROUP BY "hostId", receiver, outcome, "refusalClass"`
    : await db.$queryRaw<SumRow[]>`
        SELECT "hostId", receiver, outcome, "refusalClass", sum(count) AS count FROM "DeliveryHour"
        WHERE hour >= date_trunc('hour', ${since}::timestamptz, 'UTC') AND hour <= ${now} ${ofPair} GROUP BY "hostId", receiver, outcome, "refusalClass"`
  return rows.map((row) => ({ ...row, outcome: deliveryOutcome.parse(row.outcome), count: Number(row.count) }))
}
