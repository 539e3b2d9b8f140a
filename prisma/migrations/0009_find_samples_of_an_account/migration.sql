-- CreateIndex
CREATE INDEX "ReplySample_account_at_idx" ON "ReplySample"("account", "at");
