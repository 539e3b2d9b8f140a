import type { Db } from '../db.ts'
import { Prisma } from '../generated/prisma/client.ts'
import { deliveryOutcome } from '../protocol/deliveries.ts'
import { currentFigures, FIGURES_ARE_ALL, figuresInStep } from './current-figures.ts'
import { IS_REFUSED, IS_TROUBLED } from './pair-columns.ts'
import { COLUMNS_MAX, emptyPair, type MatrixColumn, type MatrixHost, type MatrixPeriod, type Pair, type PairRow } from './matrix.ts'
import { bucketsOf } from './period-buckets.ts'

/** The hosts in service, or the one of a name, with their addresses in one question. */
export async function listMatrixHosts(db: Db, name?: string): Promise<MatrixHost[]> {
  return db.$queryRaw<MatrixHost[]>`
    SELECT id, name, site, "isSilent", to_char("lastReadAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "lastReadAt",
      ARRAY(SELECT ip FROM "HostIp" WHERE "hostId" = host.id ORDER BY ip) AS ips
    FROM "Host" host WHERE "revokedAt" IS NULL ${name === undefined ? Prisma.empty : Prisma.sql`AND name = ${name}`} ORDER BY name`
}

/** A column with how many hosts have figures there, the ids of those in trouble, and of those that are refused. */
export type ColumnRow = MatrixColumn & { hosts: number; troubledIds: number[]; refusedIds: number[] }

/**
 * The receivers that have a column: known ones before domains nobody knows, of which some are always dead; one that
 * refuses somebody before one that does not; then by volume. Domains are summed only where known receivers leave room.
 */
export async function listColumns(db: Db, period: MatrixPeriod, now: Date, known: string[]): Promise<ColumnRow[]> {
  const ofKnown = await sumColumns(db, { period, now, receivers: known })
  if (ofKnown.length >= COLUMNS_MAX) return ofKnown
  const others = await sumColumns(db, { period, now, notReceivers: known })
  return [...ofKnown, ...others].slice(0, COLUMNS_MAX)
}

/** The receivers that somebody has chosen, those without mail too. */
export async function listChosenColumns(db: Db, period: MatrixPeriod, now: Date, chosen: string[]): Promise<ColumnRow[]> {
  const found = await sumColumns(db, { period, now, receivers: chosen }, chosen.length)
  const without = chosen.filter((id) => !found.some((column) => column.id === id))
  return [...found, ...without.map((id) => ({ id, total: emptyPair(), hosts: 0, troubledHosts: 0, refusingHosts: 0, troubledIds: [], refusedIds: [] }))]
}

const CHOICE_MAX = 200
const CHOICE_KEPT_MS = 60_000
const choices = new WeakMap<Db, { readAt: number; names: Promise<string[]> }>()

/** Receivers with mail in the last week, by volume. Names to choose from and no figures: read again after a minute. */
export async function listReceiversByVolume(db: Db, now: Date): Promise<string[]> {
  const kept = choices.get(db)
  if (kept && Math.abs(now.getTime() - kept.readAt) < CHOICE_KEPT_MS) return kept.names
  const names = readByVolume(db)
  choices.set(db, { readAt: now.getTime(), names })
  names.catch(() => choices.delete(db))
  return names
}

async function readByVolume(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ receiver: string }[]>`
    SELECT receiver FROM "DeliveryPair" GROUP BY receiver
    ORDER BY sum("weekDelivered" + "weekDeferred" + "weekRefused" + "weekOthers") DESC, receiver LIMIT ${CHOICE_MAX}`
  return rows.map(({ receiver }) => receiver)
}

type RawColumn = { id: string; delivered: bigint; deferred: bigint; refused: bigint; others: bigint; hosts: number; refusedIds: number[] | null; troubledIds: number[] | null; areAll: boolean }
type ColumnAsk = { period: MatrixPeriod; now: Date; receivers?: string[]; notReceivers?: string[] }

async function sumColumns(db: Db, ask: ColumnAsk, max = COLUMNS_MAX): Promise<ColumnRow[]> {
  const { period, now, receivers } = ask
  const fast = await readColumns(db, figuresInStep(period, now, { receivers }), FIGURES_ARE_ALL, ask, max)
  const rows = fast[0]?.areAll ? fast : await readColumns(db, currentFigures(period, now, { receivers }), Prisma.sql`TRUE`, ask, max)
  return rows.map(({ id, hosts, refusedIds, troubledIds, delivered, deferred, refused, others }) => ({
    id, hosts, refusingHosts: refusedIds?.length ?? 0, refusedIds: refusedIds ?? [], troubledIds: troubledIds ?? [], troubledHosts: troubledIds?.length ?? 0,
    total: { delivered: Number(delivered), deferred: Number(deferred), refused: Number(refused), others: Number(others) },
  }))
}

/** The conditions are those of `pairState`. What a silent host met counts for nothing: it is old, and its row says so. */
async function readColumns(db: Db, figures: Prisma.Sql, areAll: Prisma.Sql, { notReceivers }: ColumnAsk, max: number): Promise<RawColumn[]> {
  return db.$queryRaw<RawColumn[]>`
    WITH ${figures}
    SELECT receiver AS id, ${areAll} AS "areAll", coalesce(sum(delivered) FILTER (WHERE NOT "isSilent"), 0) AS delivered, coalesce(sum(deferred) FILTER (WHERE NOT "isSilent"), 0) AS deferred,
      coalesce(sum(refused) FILTER (WHERE NOT "isSilent"), 0) AS refused, coalesce(sum(others) FILTER (WHERE NOT "isSilent"), 0) AS others,
      count(*)::int AS hosts, array_agg("hostId") FILTER (WHERE ${IS_TROUBLED} AND ${IS_REFUSED}) AS "refusedIds", array_agg("hostId") FILTER (WHERE ${IS_TROUBLED}) AS "troubledIds"
    FROM figures WHERE ${notReceivers ? Prisma.sql`receiver <> ALL (${notReceivers})` : Prisma.sql`TRUE`}
    GROUP BY receiver HAVING sum(delivered + deferred + refused + others) > 0
    ORDER BY count(*) FILTER (WHERE ${IS_TROUBLED}) > 0 DESC, sum(delivered + deferred + refused + others) DESC, receiver LIMIT ${max}`
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
