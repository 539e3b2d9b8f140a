-- AlterTable
ALTER TABLE "ChangeRow" ADD COLUMN     "requestId" INTEGER;

-- CreateTable
CREATE TABLE "BlocklistSetting" (
    "list" TEXT NOT NULL,
    "isAsked" BOOLEAN NOT NULL DEFAULT true,
    "trust" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedById" INTEGER,

    CONSTRAINT "BlocklistSetting_pkey" PRIMARY KEY ("list")
);

-- CreateTable
CREATE TABLE "BlocklistKey" (
    "name" TEXT NOT NULL,
    "sealedKey" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedById" INTEGER,

    CONSTRAINT "BlocklistKey_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "BlocklistHealth" (
    "list" TEXT NOT NULL,
    "resolver" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BlocklistHealth_pkey" PRIMARY KEY ("list","resolver")
);

-- CreateTable
CREATE TABLE "Listing" (
    "target" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,
    "knownState" TEXT,
    "knownAt" TIMESTAMPTZ(3),
    "codes" TEXT[],
    "meaning" TEXT,
    "text" TEXT,
    "reason" TEXT,
    "evidence" JSONB,
    "incidentId" INTEGER,

    CONSTRAINT "Listing_pkey" PRIMARY KEY ("target","list")
);

-- CreateTable
CREATE TABLE "ListingSpell" (
    "id" BIGSERIAL NOT NULL,
    "target" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "beganAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "codes" TEXT[],
    "text" TEXT,
    "reason" TEXT,

    CONSTRAINT "ListingSpell_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HostCheck" (
    "id" SERIAL NOT NULL,
    "hostId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "check" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,
    "knownState" TEXT,
    "knownAt" TIMESTAMPTZ(3),
    "evidence" TEXT NOT NULL,
    "cure" TEXT,
    "looks" JSONB NOT NULL,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedById" INTEGER,
    "acknowledgedReason" TEXT,
    "incidentId" INTEGER,

    CONSTRAINT "HostCheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DomainCheck" (
    "domain" TEXT NOT NULL,
    "check" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,
    "evidence" TEXT NOT NULL,
    "cure" TEXT,
    "customerId" INTEGER,

    CONSTRAINT "DomainCheck_pkey" PRIMARY KEY ("domain","check","about")
);

-- CreateTable
CREATE TABLE "DelistingRequest" (
    "id" SERIAL NOT NULL,
    "number" SERIAL NOT NULL,
    "addressee" TEXT NOT NULL,
    "addresseeId" TEXT NOT NULL,
    "targets" TEXT[],
    "state" TEXT NOT NULL,
    "stateSince" TIMESTAMPTZ(3) NOT NULL,
    "way" TEXT NOT NULL,
    "dossier" TEXT NOT NULL,
    "ticketNumber" TEXT NOT NULL DEFAULT '',
    "askedAt" TIMESTAMPTZ(3),
    "answerDueAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),
    "outcome" TEXT NOT NULL DEFAULT '',
    "closedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" INTEGER,
    "incidentId" INTEGER,

    CONSTRAINT "DelistingRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Listing_state_idx" ON "Listing"("state");

-- CreateIndex
CREATE INDEX "Listing_list_idx" ON "Listing"("list");

-- CreateIndex
CREATE INDEX "Listing_incidentId_idx" ON "Listing"("incidentId");

-- CreateIndex
CREATE INDEX "ListingSpell_target_beganAt_idx" ON "ListingSpell"("target", "beganAt");

-- CreateIndex
CREATE INDEX "ListingSpell_list_beganAt_idx" ON "ListingSpell"("list", "beganAt");

-- CreateIndex
CREATE INDEX "HostCheck_state_idx" ON "HostCheck"("state");

-- CreateIndex
CREATE INDEX "HostCheck_incidentId_idx" ON "HostCheck"("incidentId");

-- CreateIndex
CREATE UNIQUE INDEX "HostCheck_hostId_source_check_place_key" ON "HostCheck"("hostId", "source", "check", "place");

-- CreateIndex
CREATE INDEX "DomainCheck_state_idx" ON "DomainCheck"("state");

-- CreateIndex
CREATE INDEX "DomainCheck_customerId_idx" ON "DomainCheck"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "DelistingRequest_number_key" ON "DelistingRequest"("number");

-- CreateIndex
CREATE INDEX "DelistingRequest_addressee_addresseeId_idx" ON "DelistingRequest"("addressee", "addresseeId");

-- CreateIndex
CREATE INDEX "DelistingRequest_state_answerDueAt_idx" ON "DelistingRequest"("state", "answerDueAt");

-- CreateIndex
CREATE INDEX "DelistingRequest_incidentId_idx" ON "DelistingRequest"("incidentId");

-- CreateIndex
CREATE INDEX "ChangeRow_requestId_at_idx" ON "ChangeRow"("requestId", "at");

-- AddForeignKey
ALTER TABLE "BlocklistSetting" ADD CONSTRAINT "BlocklistSetting_updatedById_fkey" FOREIGN KEY ("updatedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BlocklistKey" ADD CONSTRAINT "BlocklistKey_updatedById_fkey" FOREIGN KEY ("updatedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Listing" ADD CONSTRAINT "Listing_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HostCheck" ADD CONSTRAINT "HostCheck_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HostCheck" ADD CONSTRAINT "HostCheck_acknowledgedById_fkey" FOREIGN KEY ("acknowledgedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HostCheck" ADD CONSTRAINT "HostCheck_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DomainCheck" ADD CONSTRAINT "DomainCheck_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DelistingRequest" ADD CONSTRAINT "DelistingRequest_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DelistingRequest" ADD CONSTRAINT "DelistingRequest_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRow" ADD CONSTRAINT "ChangeRow_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "DelistingRequest"("id") ON DELETE SET NULL ON UPDATE CASCADE;
