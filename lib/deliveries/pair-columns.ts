import { Prisma } from '../generated/prisma/client.ts'
import { FEW, FINE_FROM, NOT_ABOUT_US, REFUSED_FROM } from './matrix.ts'

/** What an attempt counts as, the same as `addToPair` says. */
export const COUNTS_AS = Prisma.sql`CASE WHEN outcome = 'delivered' THEN 'delivered'
  WHEN "refusalClass" = ANY (${[...NOT_ABOUT_US]}) THEN CASE outcome WHEN 'returned' THEN 'returned-others' ELSE 'others' END
  WHEN outcome = 'returned' THEN 'returned' WHEN outcome = 'deferred' THEN 'deferred' ELSE 'refused' END`

type Figure = 'delivered' | 'deferred' | 'refused' | 'others'
/** The ends that a figure is made of. Mail that came back is taken from what was delivered. */
const MADE_OF: Record<Figure, string[]> = {
  delivered: ['delivered', 'returned', 'returned-others'], deferred: ['deferred'], refused: ['refused', 'returned'], others: ['others', 'returned-others'],
}

/** The sum of an amount over what counts to a figure. The sum of deliveries may be below 0, see `Pair`; who shows it says 0. */
export function sumOf(figure: Figure, amount: Prisma.Sql, isIn: Prisma.Sql = Prisma.sql`TRUE`): Prisma.Sql {
  const signed = figure === 'delivered' ? Prisma.sql`CASE WHEN counts_as = 'delivered' THEN ${amount} ELSE -(${amount}) END` : amount
  return Prisma.sql`coalesce(sum(${signed}) FILTER (WHERE ${isIn} AND counts_as = ANY (${MADE_OF[figure]})), 0)::int`
}

/** The figures of DeliveryPair: of the last hour, of 24 hours, of 7 days. */
export const PAIR_COLUMNS = Prisma.sql`
  "hourDelivered", "hourDeferred", "hourRefused", "hourOthers",
  "dayDelivered", "dayDeferred", "dayRefused", "dayOthers",
  "weekDelivered", "weekDeferred", "weekRefused", "weekOthers"`

const COUNT = Prisma.sql`count`

/** Sums of `count` by what it `counts_as` and by the spans that it lies in. */
export const PAIR_SUMS = Prisma.sql`
  ${sumOf('delivered', COUNT, Prisma.sql`in_hour`)} AS "hourDelivered", ${sumOf('deferred', COUNT, Prisma.sql`in_hour`)} AS "hourDeferred",
  ${sumOf('refused', COUNT, Prisma.sql`in_hour`)} AS "hourRefused", ${sumOf('others', COUNT, Prisma.sql`in_hour`)} AS "hourOthers",
  ${sumOf('delivered', COUNT, Prisma.sql`in_day`)} AS "dayDelivered", ${sumOf('deferred', COUNT, Prisma.sql`in_day`)} AS "dayDeferred",
  ${sumOf('refused', COUNT, Prisma.sql`in_day`)} AS "dayRefused", ${sumOf('others', COUNT, Prisma.sql`in_day`)} AS "dayOthers",
  ${sumOf('delivered', COUNT, Prisma.sql`in_week`)} AS "weekDelivered", ${sumOf('deferred', COUNT, Prisma.sql`in_week`)} AS "weekDeferred",
  ${sumOf('refused', COUNT, Prisma.sql`in_week`)} AS "weekRefused", ${sumOf('others', COUNT, Prisma.sql`in_week`)} AS "weekOthers"`

/** What is there grows by what comes. */
export const PAIR_GROWS = Prisma.sql`
  "hourDelivered" = "DeliveryPair"."hourDelivered" + EXCLUDED."hourDelivered",
  "hourDeferred" = "DeliveryPair"."hourDeferred" + EXCLUDED."hourDeferred",
  "hourRefused" = "DeliveryPair"."hourRefused" + EXCLUDED."hourRefused",
  "hourOthers" = "DeliveryPair"."hourOthers" + EXCLUDED."hourOthers",
  "dayDelivered" = "DeliveryPair"."dayDelivered" + EXCLUDED."dayDelivered",
  "dayDeferred" = "DeliveryPair"."dayDeferred" + EXCLUDED."dayDeferred",
  "dayRefused" = "DeliveryPair"."dayRefused" + EXCLUDED."dayRefused",
  "dayOthers" = "DeliveryPair"."dayOthers" + EXCLUDED."dayOthers",
  "weekDelivered" = "DeliveryPair"."weekDelivered" + EXCLUDED."weekDelivered",
  "weekDeferred" = "DeliveryPair"."weekDeferred" + EXCLUDED."weekDeferred",
  "weekRefused" = "DeliveryPair"."weekRefused" + EXCLUDED."weekRefused",
  "weekOthers" = "DeliveryPair"."weekOthers" + EXCLUDED."weekOthers"`

/** What is there shrinks by what is gone. */
export const PAIR_SHRINKS = Prisma.sql`
  "hourDelivered" = pair."hourDelivered" - gone."hourDelivered",
  "hourDeferred" = pair."hourDeferred" - gone."hourDeferred",
  "hourRefused" = pair."hourRefused" - gone."hourRefused",
  "hourOthers" = pair."hourOthers" - gone."hourOthers",
  "dayDelivered" = pair."dayDelivered" - gone."dayDelivered",
  "dayDeferred" = pair."dayDeferred" - gone."dayDeferred",
  "dayRefused" = pair."dayRefused" - gone."dayRefused",
  "dayOthers" = pair."dayOthers" - gone."dayOthers",
  "weekDelivered" = pair."weekDelivered" - gone."weekDelivered",
  "weekDeferred" = pair."weekDeferred" - gone."weekDeferred",
  "weekRefused" = pair."weekRefused" - gone."weekRefused",
  "weekOthers" = pair."weekOthers" - gone."weekOthers"`

/** The figures of DeliveryMonth. */
export const FIGURES = Prisma.sql`delivered, deferred, refused, others`

/** Their sums of an amount over what it `counts_as`. */
export function figureSums(amount: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${sumOf('delivered', amount)} AS delivered, ${sumOf('deferred', amount)} AS deferred, ${sumOf('refused', amount)} AS refused, ${sumOf('others', amount)} AS others`
}

export const FIGURES_GROW = Prisma.sql`
  delivered = "DeliveryMonth".delivered + EXCLUDED.delivered, deferred = "DeliveryMonth".deferred + EXCLUDED.deferred,
  refused = "DeliveryMonth".refused + EXCLUDED.refused, others = "DeliveryMonth".others + EXCLUDED.others`

/** The conditions of `pairState` on a row of figures with its host's "isSilent". */
export const IS_TROUBLED = Prisma.sql`(NOT "isSilent" AND delivered + deferred + refused >= ${FEW}::int AND delivered::float8 / nullif(delivered + deferred + refused, 0) < ${FINE_FROM}::float8)`
export const IS_REFUSED = Prisma.sql`refused::float8 / nullif(delivered + deferred + refused, 0) >= ${REFUSED_FROM}::float8`
