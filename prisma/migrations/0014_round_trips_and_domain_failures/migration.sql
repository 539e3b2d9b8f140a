-- AlterTable
ALTER TABLE "Host" ADD COLUMN     "looksAtOthers" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "probeOffAt" TIMESTAMPTZ(3),
ADD COLUMN     "probeOffReason" TEXT;

-- CreateTable
CREATE TABLE "RoundTrip" (
    "id" SERIAL NOT NULL,
    "hostId" INTEGER NOT NULL,
    "mailbox" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "outcome" TEXT,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "askedById" INTEGER,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "triedAt" TIMESTAMPTZ(3),
    "reply" TEXT,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RoundTrip_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DomainFailure" (
    "domain" TEXT NOT NULL,
    "check" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "finding" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "isOurs" BOOLEAN NOT NULL,
    "customerId" INTEGER,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedById" INTEGER,
    "acknowledgedReason" TEXT,
    "acknowledgedUntil" TIMESTAMPTZ(3),
    "incidentId" INTEGER,

    CONSTRAINT "DomainFailure_pkey" PRIMARY KEY ("domain","check")
);

-- CreateIndex
CREATE UNIQUE INDEX "RoundTrip_sender_key" ON "RoundTrip"("sender");

-- CreateIndex
CREATE UNIQUE INDEX "RoundTrip_mark_key" ON "RoundTrip"("mark");

-- CreateIndex
CREATE INDEX "RoundTrip_hostId_askedAt_idx" ON "RoundTrip"("hostId", "askedAt");

-- CreateIndex
CREATE INDEX "RoundTrip_state_idx" ON "RoundTrip"("state");

-- CreateIndex
CREATE INDEX "DomainFailure_isOurs_since_idx" ON "DomainFailure"("isOurs", "since");

-- CreateIndex
CREATE INDEX "DomainFailure_incidentId_idx" ON "DomainFailure"("incidentId");

-- AddForeignKey
ALTER TABLE "RoundTrip" ADD CONSTRAINT "RoundTrip_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundTrip" ADD CONSTRAINT "RoundTrip_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DomainFailure" ADD CONSTRAINT "DomainFailure_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DomainFailure" ADD CONSTRAINT "DomainFailure_acknowledgedById_fkey" FOREIGN KEY ("acknowledgedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DomainFailure" ADD CONSTRAINT "DomainFailure_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The history of a domain.
CREATE INDEX "ChangeRow_domain_idx" ON "ChangeRow"(("evidence"->>'domain'), "id") WHERE "kind" = 'domain-check';

ALTER TABLE "HostCheck" DROP CONSTRAINT "HostCheck_source_known";
ALTER TABLE "HostCheck" ADD CONSTRAINT "HostCheck_source_known" CHECK ("source" IN ('probe', 'configuration', 'round-trip'));
ALTER TABLE "RoundTrip" ADD CONSTRAINT "RoundTrip_state_known" CHECK ("state" IN ('asked', 'waiting', 'over'));
ALTER TABLE "DomainFailure" ADD CONSTRAINT "DomainFailure_state_known" CHECK ("state" IN ('fail', 'unknown'));

-- A round trip that is asked for is begun at once.
CREATE TRIGGER "RoundTrip_work" AFTER INSERT ON "RoundTrip"
    FOR EACH STATEMENT EXECUTE FUNCTION relayward_tell_work('round-trip');
