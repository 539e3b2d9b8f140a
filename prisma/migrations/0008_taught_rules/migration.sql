-- CreateTable
CREATE TABLE "RefusalText" (
    "id" SERIAL NOT NULL,
    "receiver" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "example" TEXT NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "ruleId" TEXT,

    CONSTRAINT "RefusalText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RefusalTextStep" (
    "step" TIMESTAMPTZ(3) NOT NULL,
    "hostId" INTEGER NOT NULL,
    "textId" INTEGER NOT NULL,
    "ruleId" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "RefusalTextStep_pkey" PRIMARY KEY ("step","hostId","textId","ruleId")
);

-- CreateTable
CREATE TABLE "RefusalTextDay" (
    "day" DATE NOT NULL,
    "hostId" INTEGER NOT NULL,
    "textId" INTEGER NOT NULL,
    "ruleId" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "RefusalTextDay_pkey" PRIMARY KEY ("day","hostId","textId","ruleId")
);

-- CreateTable
CREATE TABLE "TaughtRule" (
    "id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "receiver" TEXT,
    "class" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "permanent" BOOLEAN,
    "note" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "madeById" INTEGER,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedById" INTEGER,
    "revokeReason" TEXT,

    CONSTRAINT "TaughtRule_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RefusalText_lastAt_idx" ON "RefusalText"("lastAt");

-- CreateIndex
CREATE INDEX "RefusalText_ruleId_idx" ON "RefusalText"("ruleId");

-- CreateIndex
CREATE UNIQUE INDEX "RefusalText_receiver_form_key" ON "RefusalText"("receiver", "form");

-- CreateIndex
CREATE INDEX "RefusalTextStep_textId_idx" ON "RefusalTextStep"("textId");

-- CreateIndex
CREATE INDEX "RefusalTextDay_textId_idx" ON "RefusalTextDay"("textId");

-- CreateIndex
CREATE INDEX "RefusalTextDay_ruleId_day_idx" ON "RefusalTextDay"("ruleId", "day");

-- CreateIndex
CREATE INDEX "TaughtRule_madeAt_idx" ON "TaughtRule"("madeAt");

-- AddForeignKey
ALTER TABLE "RefusalText" ADD CONSTRAINT "RefusalText_ruleId_fkey" FOREIGN KEY ("ruleId") REFERENCES "TaughtRule"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RefusalTextStep" ADD CONSTRAINT "RefusalTextStep_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RefusalTextStep" ADD CONSTRAINT "RefusalTextStep_textId_fkey" FOREIGN KEY ("textId") REFERENCES "RefusalText"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RefusalTextDay" ADD CONSTRAINT "RefusalTextDay_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RefusalTextDay" ADD CONSTRAINT "RefusalTextDay_textId_fkey" FOREIGN KEY ("textId") REFERENCES "RefusalText"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaughtRule" ADD CONSTRAINT "TaughtRule_madeById_fkey" FOREIGN KEY ("madeById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaughtRule" ADD CONSTRAINT "TaughtRule_revokedById_fkey" FOREIGN KEY ("revokedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A standing order may carry the rules that were taught
ALTER TABLE "StandingOrder" DROP CONSTRAINT "StandingOrder_kind_known";
ALTER TABLE "StandingOrder" ADD CONSTRAINT "StandingOrder_kind_known" CHECK ("kind" IN ('relay', 'limits', 'door', 'refusal-rules'));
