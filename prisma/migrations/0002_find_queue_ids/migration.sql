-- A queue id pasted into the search field is found among millions of rows.
CREATE INDEX "QuarantinedMessage_queueId_idx" ON "QuarantinedMessage"("queueId");
