import type { Db } from '../db.ts'
import { deliveryOutcome, type DeliveryOutcome } from '../protocol/deliveries.ts'
import { Prisma } from '../generated/prisma/client.ts'
import { currentFigures, FIGURES_ARE_ALL, figuresInStep } from './current-figures.ts'
import { spanOf, type DeliveryPeriod, type Span } from './delivery-period.ts'
import type { Pair } from './matrix.ts'
import { COUNTS_AS, FIGURES, figureSums } from './pair-columns.ts'
import { RULES } from './rules.ts'
import { countedIn, dayOf } from './span-records.ts'

/** Attempts of a period with the same end on one host; `firstAt` and `lastAt` begin the steps or hours in which they were counted. */
export type HostSum = { hostId: number; outcome: DeliveryOutcome; refusalClass: string; count: number; firstAt: Date; lastAt: Date }
/** Attempts of one bin with the same end, all hosts together. */
export type BinSum = Omit<HostSum, 'hostId'> & { bin: number }
type Raw<Row extends { outcome: DeliveryOutcome; count: number }> = Omit<Row, 'outcome' | 'count'> & { outcome: string; count: bigint }

/** What refusals some hosts met from one receiver in a span; null: all that met one. */
export async function sumRefusalsByHost(db: Db, receiver: string, span: Span, hostIds: number[] | null): Promise<HostSum[]> {
  const { table, at, isIn } = countedIn(span)
  const rows = await db.$queryRaw<Raw<HostSum>[]>`
    SELECT "hostId", outcome, "refusalClass", sum(count) AS count, min(${at}) AS "firstAt", max(${at}) AS "lastAt"
    FROM ${table} WHERE receiver = ${receiver} AND ${isIn} AND outcome <> 'delivered' AND "refusalClass" <> '' ${hostIds ? Prisma.sql`AND "hostId" = ANY (${hostIds})` : Prisma.empty}
    GROUP BY "hostId", outcome, "refusalClass"`
  return rows.map(read)
}

/** What one host's attempts to one receiver met in a span. */
export async function sumOneHost(db: Db, { hostId, receiver }: { hostId: number; receiver: string }, span: Span): Promise<HostSum[]> {
  const { table, at, isIn } = countedIn(span)
  const rows = await db.$queryRaw<Raw<HostSum>[]>`
    SELECT "hostId", outcome, "refusalClass", sum(count) AS count, min(${at}) AS "firstAt", max(${at}) AS "lastAt"
    FROM ${table} WHERE "hostId" = ${hostId} AND receiver = ${receiver} AND ${isIn} GROUP BY "hostId", outcome, "refusalClass"`
  return rows.map(read)
}

/** What attempts to one receiver met, bin by bin: from totals of closed hours or days, and cells of later ones. */
export async function sumByBin(db: Db, receiver: string, span: Span): Promise<BinSum[]> {
  const { at, bin } = countedIn(span)
  const rows = await db.$queryRaw<Raw<BinSum>[]>`
    SELECT ${bin} AS bin, outcome, "refusalClass", sum(count) AS count, min(${at}) AS "firstAt", max(${at}) AS "lastAt"
    FROM (${totalsOf(receiver, span)}) AS cells WHERE count > 0 GROUP BY 1, outcome, "refusalClass"`
  return rows.map(read)
}

function totalsOf(receiver: string, { period, from, until }: Span): Prisma.Sql {
  if (period === '60m') return Prisma.sql`SELECT step, outcome, "refusalClass", count FROM "DeliveryStep" WHERE receiver = ${receiver} AND step >= ${from} AND step < ${until}`
  const [first, last] = period === '30d' ? [Prisma.sql`${dayOf(from)}::date`, Prisma.sql`${dayOf(until)}::date`] : [Prisma.sql`${from}::timestamptz`, Prisma.sql`${until}::timestamptz`]
  const [at, closed, totals, cells] = period === '30d'
    ? [Prisma.sql`day`, Prisma.sql`"daysUntil"`, Prisma.sql`"ReceiverDay"`, Prisma.sql`"DeliveryDay"`]
    : [Prisma.sql`hour`, Prisma.sql`"hoursUntil"`, Prisma.sql`"ReceiverHour"`, Prisma.sql`"DeliveryHour"`]
  const edge = Prisma.sql`(SELECT ${closed} FROM "ReceiverTotals")`
  return Prisma.sql`
    SELECT ${at}, outcome, "refusalClass", count FROM ${totals} WHERE receiver = ${receiver} AND ${at} >= ${first} AND ${at} < ${last} AND ${at} < ${edge}
    UNION ALL SELECT ${at}, outcome, "refusalClass", count FROM ${cells} WHERE receiver = ${receiver} AND ${at} >= ${first} AND ${at} < ${last} AND ${at} >= ${edge}`
}

export type HostPair = { hostId: number } & Pair

/** The figures of each host that spoke to one receiver in a period that ends now. */
export async function listHostPairs(db: Db, receiver: string, period: DeliveryPeriod, now: Date): Promise<HostPair[]> {
  if (period === '30d') return listMonths(db, receiver, spanOf(period, now))
  const receivers = [receiver]
  const read = (figures: Prisma.Sql, areAll: Prisma.Sql) => db.$queryRaw<(HostPair & { areAll: boolean })[]>`
    WITH ${figures} SELECT "hostId", ${FIGURES}, ${areAll} AS "areAll" FROM figures WHERE delivered > 0 OR deferred > 0 OR refused > 0 OR others > 0`
  const fast = await read(figuresInStep(period, now, { receivers }), FIGURES_ARE_ALL)
  return fast[0]?.areAll ? fast : read(currentFigures(period, now, { receivers }), Prisma.sql`TRUE`)
}

/** The month's figures, and what lies between where they begin and end and where the span does. */
async function listMonths(db: Db, receiver: string, { from, until }: Span): Promise<HostPair[]> {
  const [first, last] = [Prisma.sql`${dayOf(from)}::date`, Prisma.sql`${dayOf(until)}::date`]
  const cells = (sign: Prisma.Sql, isIn: Prisma.Sql) => Prisma.sql`
    SELECT "hostId", ${figureSums(Prisma.sql`${sign} * count`)} FROM (
      SELECT "hostId", count, ${COUNTS_AS} AS counts_as FROM "DeliveryDay" WHERE receiver = ${receiver} AND ${isIn}
    ) AS cells GROUP BY "hostId"`
  const [begin, end] = [Prisma.sql`(SELECT begin FROM month)`, Prisma.sql`(SELECT "end" FROM month)`]
  return db.$queryRaw<HostPair[]>`
    WITH month AS MATERIALIZED (
      SELECT CASE WHEN rules = ${RULES} THEN "daysFrom" ELSE "daysUntil" END AS begin, "daysUntil" AS "end", rules = ${RULES} AS is_counted FROM "ReceiverTotals"
    ), figures AS (
      SELECT "hostId", greatest(0, sum(delivered))::int AS delivered, sum(deferred)::int AS deferred, sum(refused)::int AS refused, sum(others)::int AS others FROM (
        SELECT "hostId", ${FIGURES} FROM "DeliveryMonth" WHERE receiver = ${receiver} AND (SELECT is_counted FROM month)
        UNION ALL ${cells(Prisma.sql`1`, Prisma.sql`day >= greatest(${end}, ${first}) AND day < ${last}`)}
        UNION ALL ${cells(Prisma.sql`1`, Prisma.sql`day >= ${first} AND day < ${begin}`)}
        UNION ALL ${cells(Prisma.sql`-1`, Prisma.sql`day >= ${begin} AND day < least(${first}, ${end})`)}
      ) AS parts GROUP BY "hostId"
    )
    SELECT "hostId", ${FIGURES} FROM figures WHERE delivered > 0 OR deferred > 0 OR refused > 0 OR others > 0`
}

function read<Row extends { outcome: string; count: bigint }>(row: Row) {
  return { ...row, outcome: deliveryOutcome.parse(row.outcome), count: Number(row.count) }
}

/** A refusal in the receiver's own words, the host that met it, the account whose mail it was. */
export type HeardReply = { at: string; host: string; receiver: string; outcome: DeliveryOutcome; refusalClass: string; account: string | null; reply: string }

export const REPLIES_READ_MAX = 400

/** The newest refusals since `from`, of one receiver (on one host) or of some accounts. */
export async function listReplies(db: Db, of: { receiver: string; hostId?: number } | { accounts: string[] }, from: Date): Promise<HeardReply[]> {
  const rows = await db.replySample.findMany({
    where: { ...('receiver' in of ? of : { account: { in: of.accounts } }), at: { gte: from } },
    orderBy: { at: 'desc' }, take: REPLIES_READ_MAX,
    select: { at: true, receiver: true, outcome: true, refusalClass: true, account: true, reply: true, hostId: true },
  })
  const hosts = await db.host.findMany({ where: { id: { in: [...new Set(rows.map(({ hostId }) => hostId))] } }, select: { id: true, name: true } })
  const nameOf = new Map(hosts.map(({ id, name }) => [id, name]))
  return rows.map(({ hostId, ...row }) => ({ ...row, at: row.at.toISOString(), outcome: deliveryOutcome.parse(row.outcome), host: nameOf.get(hostId) ?? '' }))
}

export type AccountBehind = { name: string; customer: { number: string; name: string } | null }

/** Whose accounts these are; an account that the desk never saw is left out. */
export async function customersBehind(db: Db, accounts: string[]): Promise<AccountBehind[]> {
  return db.account.findMany({ where: { name: { in: accounts } }, select: { name: true, customer: { select: { number: true, name: true } } } })
}

const ACCOUNTS_MAX = 500

/** Names of a customer's accounts. */
export async function accountsOfCustomer(db: Db, number: string): Promise<string[]> {
  const rows = await db.account.findMany({ where: { customer: { number } }, orderBy: { name: 'asc' }, take: ACCOUNTS_MAX, select: { name: true } })
  return rows.map(({ name }) => name)
}
