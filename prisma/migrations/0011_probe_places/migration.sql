-- AlterTable
ALTER TABLE "Host" ADD COLUMN     "probeAskedAt" TIMESTAMPTZ(3),
ADD COLUMN     "probePlaces" JSONB,
ADD COLUMN     "probedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "HostCheck" ADD COLUMN     "acknowledgedUntil" TIMESTAMPTZ(3);

-- A look that is asked for is begun at once.
CREATE TRIGGER "Host_probe_work" AFTER UPDATE OF "probeAskedAt" ON "Host"
    FOR EACH ROW WHEN (NEW."probeAskedAt" IS DISTINCT FROM OLD."probeAskedAt") EXECUTE FUNCTION relayward_tell_work('probe');
ALTER TABLE "HostCheck" ADD CONSTRAINT "HostCheck_state_known" CHECK ("state" IN ('pass', 'fail', 'unknown'));
ALTER TABLE "HostCheck" ADD CONSTRAINT "HostCheck_source_known" CHECK ("source" IN ('probe', 'configuration'));
