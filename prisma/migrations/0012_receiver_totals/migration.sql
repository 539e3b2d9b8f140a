-- A receiver over all hosts, by hour and day, and each pair over a month. What is closed stands here; whoever stores a cell
-- of a closed hour or day adds it, all else is summed by who reads. A job closes hours and days, those that are there
-- already too: nothing is filled in here.
CREATE TABLE "ReceiverHour" (
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "receiver" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "refusalClass" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "ReceiverHour_pkey" PRIMARY KEY ("receiver","hour","outcome","refusalClass")
) PARTITION BY RANGE ("hour");

CREATE TABLE "ReceiverDay" (
    "day" DATE NOT NULL,
    "receiver" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "refusalClass" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "ReceiverDay_pkey" PRIMARY KEY ("receiver","day","outcome","refusalClass")
) PARTITION BY RANGE ("day");

CREATE TABLE history."ReceiverHour_rest" PARTITION OF "ReceiverHour" DEFAULT;
CREATE TABLE history."ReceiverDay_rest" PARTITION OF "ReceiverDay" DEFAULT;

CREATE TABLE "DeliveryMonth" (
    "hostId" INTEGER NOT NULL,
    "receiver" TEXT NOT NULL,
    "delivered" INTEGER NOT NULL,
    "deferred" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "others" INTEGER NOT NULL,

    CONSTRAINT "DeliveryMonth_pkey" PRIMARY KEY ("receiver","hostId")
) WITH (fillfactor = 80);

CREATE TABLE "ReceiverTotals" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "hoursUntil" TIMESTAMPTZ(3) NOT NULL,
    "daysFrom" DATE NOT NULL,
    "daysUntil" DATE NOT NULL,
    "rules" TEXT NOT NULL,

    CONSTRAINT "ReceiverTotals_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ReceiverTotals_is_one" CHECK ("id" = 1)
);

-- What is longer ago than any period is read by nobody.
INSERT INTO "ReceiverTotals" ("hoursUntil", "daysFrom", "daysUntil", rules)
SELECT greatest(hour, date_trunc('hour', now(), 'UTC') - interval '8 days'), day, day, ''
FROM (
  SELECT coalesce(min(hour), date_trunc('hour', now(), 'UTC')) AS hour FROM "DeliveryHour"
) AS hours, (
  SELECT greatest(coalesce(min(day), (now() AT TIME ZONE 'UTC')::date), (now() AT TIME ZONE 'UTC')::date - 32) AS day FROM "DeliveryDay"
) AS days;

-- Keeps hours and days from being closed until the end of the transaction, and answers what is closed. The lock comes
-- first, so that nothing is closed between the look and the writing. The number is that of CLOSING in receiver-totals-records.ts.
CREATE FUNCTION history.hold_totals() RETURNS "ReceiverTotals" LANGUAGE plpgsql AS $$
DECLARE
  totals "ReceiverTotals";
BEGIN
  PERFORM pg_advisory_xact_lock_shared(826366546);
  SELECT * INTO totals FROM "ReceiverTotals";
  RETURN totals;
END $$;

-- Hosts that met a class of refusals are looked up one by one.
DROP INDEX "DeliveryHour_refused_idx";
CREATE INDEX "DeliveryHour_refused_idx" ON "DeliveryHour"("receiver", "refusalClass", "hostId", "hour") WHERE "refusalClass" <> '';
