-- The history of deliveries, partitioned by time. The tables people ask stay in `public`; their partitions live in a
-- schema of their own, so that a difference of schemas never shows them. All edges are in UTC.
CREATE SCHEMA history;

CREATE TEMPORARY TABLE kept_steps ON COMMIT DROP AS SELECT * FROM "DeliveryStep";
CREATE TEMPORARY TABLE kept_hours ON COMMIT DROP AS SELECT * FROM "DeliveryHour";
CREATE TEMPORARY TABLE kept_samples ON COMMIT DROP AS SELECT * FROM "ReplySample";
DROP TABLE "DeliveryStep", "DeliveryHour", "ReplySample";

-- No foreign key to the host: it would be looked up for every cell told, and every partition dropped would hold the
-- table of hosts. A host is never deleted, only revoked.
CREATE TABLE "DeliveryStep" (
    "step" TIMESTAMPTZ(3) NOT NULL,
    "hostId" INTEGER NOT NULL,
    "receiver" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "refusalClass" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "DeliveryStep_pkey" PRIMARY KEY ("hostId","step","receiver","outcome","refusalClass","ip")
) PARTITION BY RANGE ("step");

CREATE TABLE "DeliveryHour" (
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "hostId" INTEGER NOT NULL,
    "receiver" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "refusalClass" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "DeliveryHour_pkey" PRIMARY KEY ("hostId","hour","receiver","outcome","refusalClass","ip")
) PARTITION BY RANGE ("hour");

CREATE TABLE "DeliveryDay" (
    "day" DATE NOT NULL,
    "hostId" INTEGER NOT NULL,
    "receiver" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "refusalClass" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "DeliveryDay_pkey" PRIMARY KEY ("hostId","day","receiver","outcome","refusalClass")
) PARTITION BY RANGE ("day");

CREATE TABLE "ReplySample" (
    "id" BIGSERIAL NOT NULL,
    "hostId" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "receiver" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "refusalClass" TEXT NOT NULL,
    "account" TEXT,
    "reply" TEXT NOT NULL,

    CONSTRAINT "ReplySample_pkey" PRIMARY KEY ("id","at")
) PARTITION BY RANGE ("at");

CREATE INDEX "ReplySample_receiver_at_idx" ON "ReplySample"("receiver", "at");
CREATE INDEX "ReplySample_hostId_receiver_at_idx" ON "ReplySample"("hostId", "receiver", "at");

-- One receiver over all hosts.
CREATE INDEX "DeliveryStep_receiver_step_idx" ON "DeliveryStep"("receiver", "step");
CREATE INDEX "DeliveryHour_receiver_hour_idx" ON "DeliveryHour"("receiver", "hour");
CREATE INDEX "DeliveryDay_receiver_day_idx" ON "DeliveryDay"("receiver", "day");
-- Who is refused for what: refusals are few beside what is taken.
CREATE INDEX "DeliveryHour_refused_idx" ON "DeliveryHour"("receiver", "refusalClass", "hour", "hostId") WHERE "refusalClass" <> '';

-- What comes outside of all partitions (very late, or from a clock that is far ahead) is never refused.
CREATE TABLE history."DeliveryStep_rest" PARTITION OF "DeliveryStep" DEFAULT;
CREATE TABLE history."DeliveryHour_rest" PARTITION OF "DeliveryHour" DEFAULT;
CREATE TABLE history."DeliveryDay_rest" PARTITION OF "DeliveryDay" DEFAULT;
CREATE TABLE history."ReplySample_rest" PARTITION OF "ReplySample" DEFAULT;

-- Makes the partition of a table for a span, moving there what had come before it was made. Answers false when it is
-- there already. `fill`: how full pages are made, so that a figure counted on is changed in place.
CREATE FUNCTION history.make_partition(of_table text, begins timestamptz, ends timestamptz, fill int DEFAULT 100) RETURNS boolean
LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
  part text := of_table || to_char(begins, '_YYYY_MM_DD');
  key text := substring(pg_get_partkeydef(format('public.%I', of_table)::regclass) FROM '\(\"?([a-z]+)\"?\)');
BEGIN
  IF to_regclass(format('history.%I', part)) IS NOT NULL THEN RETURN false; END IF;
  -- Whoever writes waits, whoever reads goes on; somebody else may have made it while we waited.
  EXECUTE format('LOCK TABLE public.%I IN SHARE ROW EXCLUSIVE MODE', of_table);
  IF to_regclass(format('history.%I', part)) IS NOT NULL THEN RETURN false; END IF;
  EXECUTE format('CREATE TABLE history.%I (LIKE public.%I INCLUDING DEFAULTS) WITH (fillfactor = %s)', part, of_table, fill);
  EXECUTE format('WITH moved AS (DELETE FROM history.%I WHERE %I >= $1 AND %I < $2 RETURNING *) INSERT INTO history.%I SELECT * FROM moved',
    of_table || '_rest', key, key, part) USING begins, ends;
  EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION history.%I FOR VALUES FROM (%L) TO (%L)', of_table, part, begins, ends);
  RETURN true;
END $$;

-- Drops the partitions of a table that end at or before an instant; answers how many. An agent that was away goes on
-- counting where it stopped, so the last steps of a host stay, however old.
CREATE FUNCTION history.drop_partitions(of_table text, before timestamptz) RETURNS int
LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
  part text;
  dropped int := 0;
BEGIN
  FOR part IN
    SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
    WHERE inhparent = format('public.%I', of_table)::regclass
      AND substring(pg_get_expr(child.relpartbound, child.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz <= before
    ORDER BY child.relname
  LOOP
    EXECUTE format('ALTER TABLE public.%I DETACH PARTITION history.%I', of_table, part);
    IF of_table = 'DeliveryStep' THEN
      EXECUTE format('INSERT INTO public."DeliveryStep" SELECT old.* FROM public."DeliveryWindow" host JOIN history.%I old '
        'ON old."hostId" = host."hostId" AND old.step >= host."lastStep" - interval ''10 minutes''', part);
    END IF;
    EXECUTE format('DROP TABLE history.%I', part);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;

-- Deletes what came outside of all partitions and is older than an instant; answers how many rows.
CREATE FUNCTION history.drop_rest(of_table text, before timestamptz) RETURNS bigint
LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
  key text := substring(pg_get_partkeydef(format('public.%I', of_table)::regclass) FROM '\(\"?([a-z]+)\"?\)');
  deleted bigint;
BEGIN
  EXECUTE format('DELETE FROM history.%I WHERE %I < $1', of_table || '_rest', key) USING before;
  GET DIAGNOSTICS deleted = ROW_COUNT;
  RETURN deleted;
END $$;

-- The partitions of today and of what was there, then what was there.
SELECT history.make_partition('DeliveryStep', day, day + interval '1 day', 80) FROM (
  SELECT date_trunc('day', step, 'UTC') AS day FROM kept_steps UNION SELECT date_trunc('day', now(), 'UTC')) AS days;
SELECT history.make_partition('DeliveryHour', day, day + interval '1 day', 80) FROM (
  SELECT date_trunc('day', hour, 'UTC') AS day FROM kept_hours UNION SELECT date_trunc('day', now(), 'UTC')) AS days;
SELECT history.make_partition('DeliveryDay', month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC', 80) FROM (
  SELECT date_trunc('month', hour AT TIME ZONE 'UTC') AS month FROM kept_hours UNION SELECT date_trunc('month', now() AT TIME ZONE 'UTC')) AS months;
SELECT history.make_partition('ReplySample', day, day + interval '1 day') FROM (
  SELECT date_trunc('day', at, 'UTC') AS day FROM kept_samples UNION SELECT date_trunc('day', now(), 'UTC')) AS days;

INSERT INTO "DeliveryStep" (step, "hostId", receiver, outcome, "refusalClass", ip, count)
SELECT step, "hostId", receiver, outcome, "refusalClass", ip, count FROM kept_steps;
INSERT INTO "DeliveryHour" (hour, "hostId", receiver, outcome, "refusalClass", ip, count)
SELECT hour, "hostId", receiver, outcome, "refusalClass", ip, count FROM kept_hours;
INSERT INTO "DeliveryDay" (day, "hostId", receiver, outcome, "refusalClass", count)
SELECT (hour AT TIME ZONE 'UTC')::date, "hostId", receiver, outcome, "refusalClass", sum(count) FROM kept_hours GROUP BY 1, 2, 3, 4, 5;
INSERT INTO "ReplySample" (id, "hostId", at, receiver, outcome, "refusalClass", account, reply)
SELECT id, "hostId", at, receiver, outcome, "refusalClass", account, reply FROM kept_samples;
SELECT setval('"ReplySample_id_seq"', coalesce((SELECT max(id) FROM kept_samples), 0) + 1, false);

-- Running figures of each host and receiver over the last hour, 24 hours and 7 days. What a host's figures begin with
-- stands in DeliveryWindow; a host without a row there, or with other rules, has no running figures yet.
CREATE TABLE "DeliveryWindow" (
    "hostId" INTEGER NOT NULL,
    "stepsFrom" TIMESTAMPTZ(3) NOT NULL,
    "hoursFrom" TIMESTAMPTZ(3) NOT NULL,
    "lastStep" TIMESTAMPTZ(3) NOT NULL,
    "rules" TEXT NOT NULL,

    CONSTRAINT "DeliveryWindow_pkey" PRIMARY KEY ("hostId")
);
CREATE TABLE "DeliveryPair" (
    "hostId" INTEGER NOT NULL,
    "receiver" TEXT NOT NULL,
    "hourDelivered" INTEGER NOT NULL DEFAULT 0,
    "hourDeferred" INTEGER NOT NULL DEFAULT 0,
    "hourRefused" INTEGER NOT NULL DEFAULT 0,
    "hourOthers" INTEGER NOT NULL DEFAULT 0,
    "dayDelivered" INTEGER NOT NULL DEFAULT 0,
    "dayDeferred" INTEGER NOT NULL DEFAULT 0,
    "dayRefused" INTEGER NOT NULL DEFAULT 0,
    "dayOthers" INTEGER NOT NULL DEFAULT 0,
    "weekDelivered" INTEGER NOT NULL DEFAULT 0,
    "weekDeferred" INTEGER NOT NULL DEFAULT 0,
    "weekRefused" INTEGER NOT NULL DEFAULT 0,
    "weekOthers" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "DeliveryPair_pkey" PRIMARY KEY ("hostId","receiver")
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1);
CREATE INDEX "DeliveryPair_receiver_idx" ON "DeliveryPair"("receiver");
ALTER TABLE "DeliveryWindow" ADD CONSTRAINT "DeliveryWindow_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "DeliveryPair" ADD CONSTRAINT "DeliveryPair_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;
