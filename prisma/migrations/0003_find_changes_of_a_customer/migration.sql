-- CreateIndex
CREATE INDEX "ChangeRow_customerId_at_idx" ON "ChangeRow"("customerId", "at");
