import type { Db } from '../db.ts'
import { Prisma } from '../generated/prisma/client.ts'
import { deliveryOutcome } from '../protocol/deliveries.ts'
import { currentFigures } from './current-figures.ts'
import { COLUMNS_MAX, emptyPair, FEW, FINE_FROM, REFUSED_FROM, type MatrixColumn, type MatrixHost, type MatrixPeriod, type Pair, type PairRow } from './matrix.ts'
import { bucketsOf } from './period-buckets.ts'

/** Every host that was ever joined, for the matrix. */
export async function listMatrixHosts(db: Db): Promise<MatrixHost[]> {
  const rows = await db.host.findMany({
    where: { revokedAt: null }, orderBy: { name: 'asc' },
    select: { id: true, name: true, site: true, isSilent: true, lastReadAt: true, ips: { select: { ip: true }, orderBy: { ip: 'asc' } } },
  })
  return rows.map(({ ips, lastReadAt, ...host }) => ({ ...host, ips: ips.map(({ ip }) => ip), lastReadAt: lastReadAt?.toISOString() ?? null }))
}

/** A column with the ids of the hosts in trouble there, and of those that are refused. */
export type ColumnRow = MatrixColumn & { troubledIds: number[]; refusedIds: number[] }

/**
 * The receivers that have a column: known ones before domains nobody knows, of which some are always dead; one that
 * refuses somebody before one that does not; then by volume. Domains are summed only where known receivers leave room.
 */
export async function listColumns(db: Db, period: MatrixPeriod, now: Date, known: string[]): Promise<ColumnRow[]> {
  const ofKnown = await sumColumns(db, currentFigures(period, now, { receivers: known }), Prisma.sql`TRUE`)
  if (ofKnown.length >= COLUMNS_MAX) return ofKnown
  const others = await sumColumns(db, currentFigures(period, now), Prisma.sql`receiver <> ALL (${known})`)
  return [...ofKnown, ...others].slice(0, COLUMNS_MAX)
}

/** The receivers that somebody has chosen, those without mail too. */
export async function listChosenColumns(db: Db, period: MatrixPeriod, now: Date, chosen: string[]): Promise<ColumnRow[]> {
  const found = await sumColumns(db, currentFigures(period, now, { receivers: chosen }), Prisma.sql`TRUE`, chosen.length)
  const without = chosen.filter((id) => !found.some((column) => column.id === id))
  return [...found, ...without.map((id) => ({ id, total: emptyPair(), troubledHosts: 0, refusingHosts: 0, troubledIds: [], refusedIds: [] }))]
}

const CHOICE_MAX = 200

/** Receivers with mail in the last week, by volume. */
export async function listReceiversByVolume(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ receiver: string }[]>`
    SELECT receiver FROM "DeliveryPair" GROUP BY receiver
    ORDER BY sum("weekDelivered" + "weekDeferred" + "weekRefused" + "weekOthers") DESC, receiver LIMIT ${CHOICE_MAX}`
  return rows.map(({ receiver }) => receiver)
}

type RawColumn = { id: string; delivered: bigint; deferred: bigint; refused: bigint; others: bigint; refusedIds: number[] | null; troubledIds: number[] | null }

/** The conditions are those of `pairState`. What a silent host met counts for nothing: it is old, and its row says so. */
async function sumColumns(db: Db, figures: Prisma.Sql, which: Prisma.Sql, max = COLUMNS_MAX): Promise<ColumnRow[]> {
  const rows = await db.$queryRaw<RawColumn[]>`
    WITH ${figures}, states AS (
      SELECT receiver, "hostId", delivered, deferred, refused, others, "isSilent",
        NOT "isSilent" AND of_us >= ${FEW}::int AND delivered::float8 / nullif(of_us, 0) < ${FINE_FROM}::float8 AS is_troubled,
        refused::float8 / nullif(of_us, 0) >= ${REFUSED_FROM}::float8 AS is_refused
      FROM (
        SELECT figures.*, host."isSilent", delivered + deferred + refused AS of_us FROM figures JOIN "Host" host ON host.id = "hostId" WHERE ${which} OFFSET 0
      ) AS judged WHERE of_us + others > 0 OFFSET 0
    )
    SELECT receiver AS id, coalesce(sum(delivered) FILTER (WHERE NOT "isSilent"), 0) AS delivered, coalesce(sum(deferred) FILTER (WHERE NOT "isSilent"), 0) AS deferred,
      coalesce(sum(refused) FILTER (WHERE NOT "isSilent"), 0) AS refused, coalesce(sum(others) FILTER (WHERE NOT "isSilent"), 0) AS others,
      array_agg("hostId") FILTER (WHERE is_troubled AND is_refused) AS "refusedIds", array_agg("hostId") FILTER (WHERE is_troubled) AS "troubledIds"
    FROM states GROUP BY receiver
    ORDER BY count(*) FILTER (WHERE is_troubled) > 0 DESC, sum(delivered + deferred + refused + others) DESC, receiver LIMIT ${max}`
  return rows.map(({ id, refusedIds, troubledIds, delivered, deferred, refused, others }) => ({
    id, refusingHosts: refusedIds?.length ?? 0, refusedIds: refusedIds ?? [], troubledIds: troubledIds ?? [], troubledHosts: troubledIds?.length ?? 0,
    total: { delivered: Number(delivered), deferred: Number(deferred), refused: Number(refused), others: Number(others) },
  }))
}

/** The figures of some hosts and receivers. */
export async function listPairs(db: Db, period: MatrixPeriod, now: Date, only: { hostIds: number[]; receivers: string[] }): Promise<({ hostId: number; receiver: string } & Pair)[]> {
  return db.$queryRaw`WITH ${currentFigures(period, now, only)} SELECT "hostId", receiver, delivered, deferred, refused, others FROM figures`
}

type SumRow = { hostId: number; receiver: string; outcome: string; refusalClass: string; count: bigint }

/** Sums of a period of one host and receiver by their end: of steps for the last hour, of whole hours for longer. */
export async function sumPair(db: Db, period: MatrixPeriod, now: Date, of: { hostId: number; receiver: string }): Promise<PairRow[]> {
  const { table, bucket, since } = bucketsOf(period, now)
  const rows = await db.$queryRaw<SumRow[]>`
    SELECT "hostId", receiver, outcome, "refusalClass", sum(count) AS count FROM ${table}
    WHERE "hostId" = ${of.hostId} AND receiver = ${of.receiver} AND ${bucket} >= ${since} AND ${bucket} <= ${now}
    GROUP BY "hostId", receiver, outcome, "refusalClass"`
  return rows.map((row) => ({ ...row, outcome: deliveryOutcome.parse(row.outcome), count: Number(row.count) }))
}
