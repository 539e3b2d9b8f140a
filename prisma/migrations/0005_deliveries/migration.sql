-- CreateTable
CREATE TABLE "DeliveryStep" (
    "step" TIMESTAMPTZ(3) NOT NULL,
    "hostId" INTEGER NOT NULL,
    "receiver" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "refusalClass" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "DeliveryStep_pkey" PRIMARY KEY ("step","hostId","receiver","outcome","refusalClass","ip")
);

-- CreateTable
CREATE TABLE "DeliveryHour" (
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "hostId" INTEGER NOT NULL,
    "receiver" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "refusalClass" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "DeliveryHour_pkey" PRIMARY KEY ("hour","hostId","receiver","outcome","refusalClass","ip")
);

-- CreateTable
CREATE TABLE "ReplySample" (
    "id" BIGSERIAL NOT NULL,
    "hostId" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "receiver" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "refusalClass" TEXT NOT NULL,
    "account" TEXT,
    "reply" TEXT NOT NULL,

    CONSTRAINT "ReplySample_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReplySample_receiver_at_idx" ON "ReplySample"("receiver", "at");

-- CreateIndex
CREATE INDEX "ReplySample_hostId_receiver_at_idx" ON "ReplySample"("hostId", "receiver", "at");

-- CreateIndex
CREATE INDEX "ReplySample_at_idx" ON "ReplySample"("at");

-- AddForeignKey
ALTER TABLE "DeliveryStep" ADD CONSTRAINT "DeliveryStep_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeliveryHour" ADD CONSTRAINT "DeliveryHour_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReplySample" ADD CONSTRAINT "ReplySample_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;
