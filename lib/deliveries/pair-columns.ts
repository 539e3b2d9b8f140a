import { Prisma } from '../generated/prisma/client.ts'
import { NOT_ABOUT_US } from './matrix.ts'

/** What an attempt counts as, the same as `addToPair` says. */
export const COUNTS_AS = Prisma.sql`CASE WHEN outcome = 'delivered' THEN 'delivered' WHEN "refusalClass" = ANY (${[...NOT_ABOUT_US]}) THEN 'others'
  WHEN outcome = 'deferred' THEN 'deferred' ELSE 'refused' END`

/** The figures of DeliveryPair: of the last hour, of 24 hours, of 7 days. */
export const PAIR_COLUMNS = Prisma.sql`
  "hourDelivered", "hourDeferred", "hourRefused", "hourOthers",
  "dayDelivered", "dayDeferred", "dayRefused", "dayOthers",
  "weekDelivered", "weekDeferred", "weekRefused", "weekOthers"`

/** Sums of `count` by what it `counts_as` and by the spans that it lies in. */
export const PAIR_SUMS = Prisma.sql`
  coalesce(sum(count) FILTER (WHERE in_hour AND counts_as = 'delivered'), 0)::int AS "hourDelivered",
  coalesce(sum(count) FILTER (WHERE in_hour AND counts_as = 'deferred'), 0)::int AS "hourDeferred",
  coalesce(sum(count) FILTER (WHERE in_hour AND counts_as = 'refused'), 0)::int AS "hourRefused",
  coalesce(sum(count) FILTER (WHERE in_hour AND counts_as = 'others'), 0)::int AS "hourOthers",
  coalesce(sum(count) FILTER (WHERE in_day AND counts_as = 'delivered'), 0)::int AS "dayDelivered",
  coalesce(sum(count) FILTER (WHERE in_day AND counts_as = 'deferred'), 0)::int AS "dayDeferred",
  coalesce(sum(count) FILTER (WHERE in_day AND counts_as = 'refused'), 0)::int AS "dayRefused",
  coalesce(sum(count) FILTER (WHERE in_day AND counts_as = 'others'), 0)::int AS "dayOthers",
  coalesce(sum(count) FILTER (WHERE in_week AND counts_as = 'delivered'), 0)::int AS "weekDelivered",
  coalesce(sum(count) FILTER (WHERE in_week AND counts_as = 'deferred'), 0)::int AS "weekDeferred",
  coalesce(sum(count) FILTER (WHERE in_week AND counts_as = 'refused'), 0)::int AS "weekRefused",
  coalesce(sum(count) FILTER (WHERE in_week AND counts_as = 'others'), 0)::int AS "weekOthers"`

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
