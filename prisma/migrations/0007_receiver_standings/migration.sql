-- How each receiver stands to each host, against what is usual between the two. A row is made when attempts first go
-- wrong; a pair without one is as it always was.
CREATE TABLE "ReceiverStanding" (
    "hostId" INTEGER NOT NULL,
    "receiver" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "firstAt" TIMESTAMPTZ(3),
    "proofFrom" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "deferred" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "refusalClass" TEXT,
    "reply" TEXT,
    "habitAttempts" INTEGER NOT NULL,
    "habitDeferred" INTEGER NOT NULL,
    "habitRefused" INTEGER NOT NULL,
    "habitStrength" INTEGER NOT NULL,
    "habitAt" TIMESTAMPTZ(3) NOT NULL,
    "incidentId" INTEGER,

    CONSTRAINT "ReceiverStanding_pkey" PRIMARY KEY ("hostId","receiver")
);

-- CreateIndex
CREATE INDEX "ReceiverStanding_incidentId_idx" ON "ReceiverStanding"("incidentId");

-- What is in trouble, which is little beside all.
CREATE INDEX "ReceiverStanding_troubled_idx" ON "ReceiverStanding"("hostId", "receiver") WHERE "state" <> 'fine';

-- AddForeignKey
ALTER TABLE "ReceiverStanding" ADD CONSTRAINT "ReceiverStanding_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReceiverStanding" ADD CONSTRAINT "ReceiverStanding_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;
