-- CreateTable
CREATE TABLE "Host" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "site" TEXT NOT NULL DEFAULT '',
    "agentUrl" TEXT NOT NULL,
    "joinTokenHash" TEXT,
    "joinedAt" TIMESTAMPTZ(3),
    "certificateSerial" TEXT,
    "certificateEndsAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "journal" TEXT,
    "lastEventSeq" BIGINT NOT NULL DEFAULT 0,
    "lastReadAt" TIMESTAMPTZ(3),
    "isSilent" BOOLEAN NOT NULL DEFAULT false,
    "agentVersion" TEXT,
    "mtaVersion" TEXT,
    "capabilities" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Host_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HostIp" (
    "id" SERIAL NOT NULL,
    "hostId" INTEGER NOT NULL,
    "ip" TEXT NOT NULL,

    CONSTRAINT "HostIp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HostReading" (
    "hostId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HostReading_pkey" PRIMARY KEY ("hostId","kind")
);

-- CreateTable
CREATE TABLE "DeskKey" (
    "name" TEXT NOT NULL,
    "certificatePem" TEXT NOT NULL,
    "sealedKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DeskKey_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Customer" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'de',
    "endedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" SERIAL NOT NULL,
    "customerId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CustomerDomain" (
    "domain" TEXT NOT NULL,
    "customerId" INTEGER NOT NULL,

    CONSTRAINT "CustomerDomain_pkey" PRIMARY KEY ("domain")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "customerId" INTEGER,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3),

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccountHour" (
    "accountId" INTEGER NOT NULL,
    "hostId" INTEGER NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "messages" INTEGER NOT NULL,
    "recipients" INTEGER NOT NULL,
    "delivered" INTEGER NOT NULL,
    "deferred" INTEGER NOT NULL,
    "bounced" INTEGER NOT NULL,
    "unknownRecipients" INTEGER NOT NULL,
    "held" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "networks" TEXT[],

    CONSTRAINT "AccountHour_pkey" PRIMARY KEY ("accountId","hour","hostId")
);

-- CreateTable
CREATE TABLE "RelayLock" (
    "id" UUID NOT NULL,
    "accountId" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "stateSince" TIMESTAMPTZ(3) NOT NULL,
    "lockedAt" TIMESTAMPTZ(3) NOT NULL,
    "origin" TEXT NOT NULL,
    "originHostId" INTEGER,
    "agentLockIds" UUID[],
    "evidence" JSONB NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "relapses" INTEGER NOT NULL DEFAULT 0,
    "relapsedAt" TIMESTAMPTZ(3),
    "previousLockId" UUID,
    "needsSecondPerson" BOOLEAN NOT NULL DEFAULT false,
    "approvedById" INTEGER,
    "approvedAt" TIMESTAMPTZ(3),
    "approvalReason" TEXT,
    "closedAt" TIMESTAMPTZ(3),
    "incidentId" INTEGER,

    CONSTRAINT "RelayLock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GuardedUnlock" (
    "id" UUID NOT NULL,
    "lockId" UUID NOT NULL,
    "hostId" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "stepSince" TIMESTAMPTZ(3) NOT NULL,
    "startedById" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "terms" JSONB NOT NULL,
    "preCheck" JSONB,
    "watchBeganAt" TIMESTAMPTZ(3),
    "watchUntil" TIMESTAMPTZ(3),
    "figures" JSONB,
    "figuresAt" TIMESTAMPTZ(3),
    "held" JSONB,
    "outcome" JSONB,
    "endedAt" TIMESTAMPTZ(3),
    "claimedBy" TEXT,
    "claimedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "GuardedUnlock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuarantineBatch" (
    "id" UUID NOT NULL,
    "accountId" INTEGER NOT NULL,
    "hostId" INTEGER NOT NULL,
    "lockId" UUID,
    "cause" TEXT NOT NULL,
    "guardedUnlockId" UUID,
    "takenAt" TIMESTAMPTZ(3) NOT NULL,
    "isComplete" BOOLEAN NOT NULL DEFAULT false,
    "deleteAt" TIMESTAMPTZ(3),
    "announcedAt" TIMESTAMPTZ(3),

    CONSTRAINT "QuarantineBatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuarantinedMessage" (
    "id" BIGSERIAL NOT NULL,
    "batchId" UUID NOT NULL,
    "hostId" INTEGER NOT NULL,
    "accountId" INTEGER NOT NULL,
    "messageKey" TEXT NOT NULL,
    "queueId" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "recipients" TEXT[],
    "recipientDomain" TEXT NOT NULL DEFAULT '',
    "size" INTEGER NOT NULL,
    "arrivedAt" TIMESTAMPTZ(3) NOT NULL,
    "witnesses" TEXT[],
    "parentQueueId" TEXT,
    "state" TEXT NOT NULL,
    "stateSince" TIMESTAMPTZ(3) NOT NULL,
    "orderId" UUID,
    "reply" TEXT,
    "failure" TEXT,

    CONSTRAINT "QuarantinedMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Order" (
    "id" UUID NOT NULL,
    "hostId" INTEGER NOT NULL,
    "verb" TEXT NOT NULL,
    "args" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'written',
    "answer" JSONB,
    "error" TEXT,
    "notBefore" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answeredAt" TIMESTAMPTZ(3),
    "userId" INTEGER,
    "reason" TEXT NOT NULL DEFAULT '',
    "actId" UUID,
    "claimedBy" TEXT,
    "claimedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StandingOrder" (
    "hostId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "wantedAt" TIMESTAMPTZ(3) NOT NULL,
    "sentVersion" INTEGER NOT NULL DEFAULT 0,
    "found" TEXT,
    "foundVersion" INTEGER,
    "foundAt" TIMESTAMPTZ(3),
    "agentLockId" UUID,
    "detail" TEXT,

    CONSTRAINT "StandingOrder_pkey" PRIMARY KEY ("hostId","kind","key")
);

-- CreateTable
CREATE TABLE "Ticket" (
    "id" SERIAL NOT NULL,
    "number" SERIAL NOT NULL,
    "lockId" UUID NOT NULL,
    "customerId" INTEGER,
    "status" TEXT NOT NULL DEFAULT 'open',
    "waitingFor" TEXT NOT NULL DEFAULT 'us',
    "waitingSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "takenById" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(3),
    "remindAt" TIMESTAMPTZ(3),

    CONSTRAINT "Ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TicketAnswer" (
    "id" SERIAL NOT NULL,
    "ticketId" INTEGER NOT NULL,
    "question" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "hints" TEXT[],
    "answeredById" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "judgedById" INTEGER,
    "judgedAt" TIMESTAMPTZ(3),
    "judgement" TEXT,

    CONSTRAINT "TicketAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnswerDraft" (
    "ticketId" INTEGER NOT NULL,
    "question" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AnswerDraft_pkey" PRIMARY KEY ("ticketId","question")
);

-- CreateTable
CREATE TABLE "TicketNote" (
    "id" SERIAL NOT NULL,
    "ticketId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TicketNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "ticketId" INTEGER,
    "kind" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "questions" INTEGER[],
    "to" TEXT[],
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "notBefore" TIMESTAMPTZ(3),
    "claimedBy" TEXT,
    "claimedUntil" TIMESTAMPTZ(3),
    "reply" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "userId" INTEGER,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PortalLink" (
    "tokenHash" TEXT NOT NULL,
    "ticketId" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PortalLink_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "Incident" (
    "id" SERIAL NOT NULL,
    "number" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "causeKey" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "review" JSONB,

    CONSTRAINT "Incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChangeRow" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "byKind" TEXT NOT NULL,
    "byUserId" INTEGER,
    "hostId" INTEGER,
    "accountId" INTEGER,
    "customerId" INTEGER,
    "lockId" UUID,
    "ticketId" INTEGER,
    "incidentId" INTEGER,
    "orderId" UUID,
    "evidence" JSONB,

    CONSTRAINT "ChangeRow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "userId" INTEGER,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "before" JSONB,
    "after" JSONB,
    "answer" JSONB,
    "from" TEXT,

    CONSTRAINT "Audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditSeal" (
    "auditId" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "previous" TEXT NOT NULL,
    "sealedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AuditSeal_pkey" PRIMARY KEY ("auditId")
);

-- CreateTable
CREATE TABLE "Policy" (
    "id" SERIAL NOT NULL,
    "customerId" INTEGER,
    "data" JSONB NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedById" INTEGER,

    CONSTRAINT "Policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "initials" TEXT NOT NULL DEFAULT '',
    "passwordHash" TEXT,
    "roles" TEXT[],
    "customerId" INTEGER,
    "language" TEXT,
    "theme" TEXT,
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuthSession" (
    "id" UUID NOT NULL,
    "userId" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "userAgent" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "AuthSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Snooze" (
    "userId" INTEGER NOT NULL,
    "rowKey" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Snooze_pkey" PRIMARY KEY ("userId","rowKey")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Host_name_key" ON "Host"("name");

-- CreateIndex
CREATE UNIQUE INDEX "HostIp_hostId_ip_key" ON "HostIp"("hostId", "ip");

-- CreateIndex
CREATE UNIQUE INDEX "Customer_number_key" ON "Customer"("number");

-- CreateIndex
CREATE INDEX "Contact_customerId_idx" ON "Contact"("customerId");

-- CreateIndex
CREATE INDEX "CustomerDomain_customerId_idx" ON "CustomerDomain"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_name_key" ON "Account"("name");

-- CreateIndex
CREATE INDEX "Account_customerId_idx" ON "Account"("customerId");

-- CreateIndex
CREATE INDEX "AccountHour_hour_idx" ON "AccountHour"("hour");

-- CreateIndex
CREATE INDEX "RelayLock_accountId_idx" ON "RelayLock"("accountId");

-- CreateIndex
CREATE INDEX "RelayLock_state_idx" ON "RelayLock"("state");

-- CreateIndex
CREATE INDEX "GuardedUnlock_lockId_idx" ON "GuardedUnlock"("lockId");

-- CreateIndex
CREATE INDEX "GuardedUnlock_step_idx" ON "GuardedUnlock"("step");

-- CreateIndex
CREATE INDEX "QuarantineBatch_accountId_idx" ON "QuarantineBatch"("accountId");

-- CreateIndex
CREATE INDEX "QuarantineBatch_lockId_idx" ON "QuarantineBatch"("lockId");

-- CreateIndex
CREATE INDEX "QuarantineBatch_deleteAt_idx" ON "QuarantineBatch"("deleteAt");

-- CreateIndex
CREATE INDEX "QuarantinedMessage_batchId_state_idx" ON "QuarantinedMessage"("batchId", "state");

-- CreateIndex
CREATE INDEX "QuarantinedMessage_accountId_state_arrivedAt_idx" ON "QuarantinedMessage"("accountId", "state", "arrivedAt");

-- CreateIndex
CREATE INDEX "QuarantinedMessage_state_id_idx" ON "QuarantinedMessage"("state", "id");

-- CreateIndex
CREATE INDEX "QuarantinedMessage_orderId_idx" ON "QuarantinedMessage"("orderId");

-- CreateIndex
CREATE UNIQUE INDEX "QuarantinedMessage_hostId_messageKey_key" ON "QuarantinedMessage"("hostId", "messageKey");

-- CreateIndex
CREATE INDEX "Order_state_nextTryAt_idx" ON "Order"("state", "nextTryAt");

-- CreateIndex
CREATE INDEX "Order_actId_idx" ON "Order"("actId");

-- CreateIndex
CREATE INDEX "StandingOrder_kind_key_idx" ON "StandingOrder"("kind", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_number_key" ON "Ticket"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_lockId_key" ON "Ticket"("lockId");

-- CreateIndex
CREATE INDEX "Ticket_status_waitingFor_idx" ON "Ticket"("status", "waitingFor");

-- CreateIndex
CREATE INDEX "Ticket_customerId_idx" ON "Ticket"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "TicketAnswer_ticketId_question_version_key" ON "TicketAnswer"("ticketId", "question", "version");

-- CreateIndex
CREATE INDEX "TicketNote_ticketId_idx" ON "TicketNote"("ticketId");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_messageId_key" ON "Notice"("messageId");

-- CreateIndex
CREATE INDEX "Notice_state_nextTryAt_idx" ON "Notice"("state", "nextTryAt");

-- CreateIndex
CREATE INDEX "Notice_ticketId_idx" ON "Notice"("ticketId");

-- CreateIndex
CREATE INDEX "PortalLink_ticketId_idx" ON "PortalLink"("ticketId");

-- CreateIndex
CREATE UNIQUE INDEX "Incident_number_key" ON "Incident"("number");

-- CreateIndex
CREATE INDEX "Incident_kind_causeKey_idx" ON "Incident"("kind", "causeKey");

-- CreateIndex
CREATE INDEX "Incident_state_idx" ON "Incident"("state");

-- CreateIndex
CREATE INDEX "ChangeRow_accountId_at_idx" ON "ChangeRow"("accountId", "at");

-- CreateIndex
CREATE INDEX "ChangeRow_lockId_at_idx" ON "ChangeRow"("lockId", "at");

-- CreateIndex
CREATE INDEX "ChangeRow_ticketId_at_idx" ON "ChangeRow"("ticketId", "at");

-- CreateIndex
CREATE INDEX "ChangeRow_incidentId_at_idx" ON "ChangeRow"("incidentId", "at");

-- CreateIndex
CREATE INDEX "ChangeRow_hostId_at_idx" ON "ChangeRow"("hostId", "at");

-- CreateIndex
CREATE INDEX "ChangeRow_at_idx" ON "ChangeRow"("at");

-- CreateIndex
CREATE INDEX "Audit_userId_idx" ON "Audit"("userId");

-- CreateIndex
CREATE INDEX "Audit_at_idx" ON "Audit"("at");

-- CreateIndex
CREATE UNIQUE INDEX "Policy_customerId_key" ON "Policy"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "AuthSession_userId_idx" ON "AuthSession"("userId");

-- AddForeignKey
ALTER TABLE "HostIp" ADD CONSTRAINT "HostIp_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HostReading" ADD CONSTRAINT "HostReading_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomerDomain" ADD CONSTRAINT "CustomerDomain_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountHour" ADD CONSTRAINT "AccountHour_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountHour" ADD CONSTRAINT "AccountHour_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayLock" ADD CONSTRAINT "RelayLock_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayLock" ADD CONSTRAINT "RelayLock_previousLockId_fkey" FOREIGN KEY ("previousLockId") REFERENCES "RelayLock"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayLock" ADD CONSTRAINT "RelayLock_approvedById_fkey" FOREIGN KEY ("approvedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayLock" ADD CONSTRAINT "RelayLock_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuardedUnlock" ADD CONSTRAINT "GuardedUnlock_lockId_fkey" FOREIGN KEY ("lockId") REFERENCES "RelayLock"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuardedUnlock" ADD CONSTRAINT "GuardedUnlock_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuardedUnlock" ADD CONSTRAINT "GuardedUnlock_startedById_fkey" FOREIGN KEY ("startedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuarantineBatch" ADD CONSTRAINT "QuarantineBatch_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuarantineBatch" ADD CONSTRAINT "QuarantineBatch_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuarantineBatch" ADD CONSTRAINT "QuarantineBatch_lockId_fkey" FOREIGN KEY ("lockId") REFERENCES "RelayLock"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuarantinedMessage" ADD CONSTRAINT "QuarantinedMessage_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "QuarantineBatch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuarantinedMessage" ADD CONSTRAINT "QuarantinedMessage_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuarantinedMessage" ADD CONSTRAINT "QuarantinedMessage_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StandingOrder" ADD CONSTRAINT "StandingOrder_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_lockId_fkey" FOREIGN KEY ("lockId") REFERENCES "RelayLock"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_takenById_fkey" FOREIGN KEY ("takenById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketAnswer" ADD CONSTRAINT "TicketAnswer_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketAnswer" ADD CONSTRAINT "TicketAnswer_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketAnswer" ADD CONSTRAINT "TicketAnswer_judgedById_fkey" FOREIGN KEY ("judgedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnswerDraft" ADD CONSTRAINT "AnswerDraft_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketNote" ADD CONSTRAINT "TicketNote_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketNote" ADD CONSTRAINT "TicketNote_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PortalLink" ADD CONSTRAINT "PortalLink_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRow" ADD CONSTRAINT "ChangeRow_byUserId_fkey" FOREIGN KEY ("byUserId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRow" ADD CONSTRAINT "ChangeRow_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "Host"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRow" ADD CONSTRAINT "ChangeRow_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRow" ADD CONSTRAINT "ChangeRow_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRow" ADD CONSTRAINT "ChangeRow_lockId_fkey" FOREIGN KEY ("lockId") REFERENCES "RelayLock"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRow" ADD CONSTRAINT "ChangeRow_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRow" ADD CONSTRAINT "ChangeRow_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Policy" ADD CONSTRAINT "Policy_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Policy" ADD CONSTRAINT "Policy_updatedById_fkey" FOREIGN KEY ("updatedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuthSession" ADD CONSTRAINT "AuthSession_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Snooze" ADD CONSTRAINT "Snooze_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand: what a Prisma schema cannot say.

-- Rows that are only ever added. The desk's own database user owns the tables, so rights alone would not keep it out.
-- Per row, not per statement: a foreign key's SET NULL runs an update even where it meets no row.
CREATE FUNCTION relayward_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of "%" are only ever added: % is refused', TG_TABLE_NAME, TG_OP;
END
$$;

CREATE TRIGGER "ChangeRow_append_only" BEFORE UPDATE OR DELETE ON "ChangeRow"
    FOR EACH ROW EXECUTE FUNCTION relayward_refuse_change();
CREATE TRIGGER "ChangeRow_never_emptied" BEFORE TRUNCATE ON "ChangeRow"
    FOR EACH STATEMENT EXECUTE FUNCTION relayward_refuse_change();
CREATE TRIGGER "Audit_append_only" BEFORE UPDATE OR DELETE ON "Audit"
    FOR EACH ROW EXECUTE FUNCTION relayward_refuse_change();
CREATE TRIGGER "Audit_never_emptied" BEFORE TRUNCATE ON "Audit"
    FOR EACH STATEMENT EXECUTE FUNCTION relayward_refuse_change();
CREATE TRIGGER "AuditSeal_append_only" BEFORE UPDATE OR DELETE ON "AuditSeal"
    FOR EACH ROW EXECUTE FUNCTION relayward_refuse_change();
CREATE TRIGGER "AuditSeal_never_emptied" BEFORE TRUNCATE ON "AuditSeal"
    FOR EACH STATEMENT EXECUTE FUNCTION relayward_refuse_change();

-- Every change row wakes whoever listens (live pages, workers). Ids only: whoever listens asks for the rest, with his rights.
CREATE FUNCTION relayward_tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('relayward_change', json_build_object(
        'id', NEW."id"::text, 'kind', NEW."kind", 'hostId', NEW."hostId", 'accountId', NEW."accountId",
        'customerId', NEW."customerId", 'lockId', NEW."lockId", 'ticketId', NEW."ticketId",
        'incidentId', NEW."incidentId")::text);
    RETURN NULL;
END
$$;

CREATE TRIGGER "ChangeRow_tell" AFTER INSERT ON "ChangeRow"
    FOR EACH ROW EXECUTE FUNCTION relayward_tell_change();

-- Work for the workers. Equal notices of one transaction are merged by PostgreSQL itself.
CREATE FUNCTION relayward_tell_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('relayward_work', TG_ARGV[0]);
    RETURN NULL;
END
$$;

CREATE TRIGGER "Notice_work" AFTER INSERT ON "Notice"
    FOR EACH STATEMENT EXECUTE FUNCTION relayward_tell_work('notice');
CREATE TRIGGER "Notice_work_again" AFTER UPDATE OF "state", "nextTryAt", "notBefore" ON "Notice"
    FOR EACH ROW WHEN (NEW."state" = 'queued' AND OLD."state" <> 'queued') EXECUTE FUNCTION relayward_tell_work('notice');
CREATE TRIGGER "Order_work" AFTER INSERT ON "Order"
    FOR EACH STATEMENT EXECUTE FUNCTION relayward_tell_work('order');
CREATE TRIGGER "StandingOrder_work" AFTER INSERT ON "StandingOrder"
    FOR EACH STATEMENT EXECUTE FUNCTION relayward_tell_work('standing');
CREATE TRIGGER "StandingOrder_work_again" AFTER UPDATE OF "version" ON "StandingOrder"
    FOR EACH ROW WHEN (NEW."version" <> OLD."version") EXECUTE FUNCTION relayward_tell_work('standing');
CREATE TRIGGER "GuardedUnlock_work" AFTER INSERT ON "GuardedUnlock"
    FOR EACH STATEMENT EXECUTE FUNCTION relayward_tell_work('guarded-unlock');
CREATE TRIGGER "GuardedUnlock_work_again" AFTER UPDATE OF "step" ON "GuardedUnlock"
    FOR EACH ROW WHEN (NEW."step" <> OLD."step") EXECUTE FUNCTION relayward_tell_work('guarded-unlock');
CREATE TRIGGER "Host_work" AFTER INSERT ON "Host"
    FOR EACH STATEMENT EXECUTE FUNCTION relayward_tell_work('host');

-- Status texts are unions in lib/<noun>/<noun>.ts; the database refuses what no union knows.
ALTER TABLE "Host" ADD CONSTRAINT "Host_kind_known" CHECK ("kind" IN ('postfix', 'qmail', 'exim'));
ALTER TABLE "Customer" ADD CONSTRAINT "Customer_language_known" CHECK ("language" IN ('de', 'en'));
ALTER TABLE "RelayLock" ADD CONSTRAINT "RelayLock_state_known" CHECK ("state" IN
    ('locked', 'notified', 'answered', 'accepted', 'guarded-unlock', 'open', 'lifted', 'ended'));
ALTER TABLE "RelayLock" ADD CONSTRAINT "RelayLock_origin_known" CHECK ("origin" IN ('agent', 'person'));
ALTER TABLE "GuardedUnlock" ADD CONSTRAINT "GuardedUnlock_step_known" CHECK ("step" IN
    ('pre-check', 'watch-wanted', 'watching', 'opening', 'opened', 'locked-again', 'cancelled', 'failed'));
ALTER TABLE "QuarantineBatch" ADD CONSTRAINT "QuarantineBatch_cause_known" CHECK ("cause" IN ('limit', 'breach', 'order'));
ALTER TABLE "QuarantinedMessage" ADD CONSTRAINT "QuarantinedMessage_state_known" CHECK ("state" IN
    ('quarantined', 'releasing', 'queued-again', 'delivered', 'bounced', 'deleting', 'deleted', 'gone'));
ALTER TABLE "Order" ADD CONSTRAINT "Order_state_known" CHECK ("state" IN
    ('written', 'sent', 'done', 'failed', 'cancelled', 'unknown'));
ALTER TABLE "StandingOrder" ADD CONSTRAINT "StandingOrder_kind_known" CHECK ("kind" IN ('relay', 'limits', 'door'));
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_status_known" CHECK ("status" IN ('open', 'closed'));
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_waitingFor_known" CHECK ("waitingFor" IN ('us', 'customer', 'nobody'));
ALTER TABLE "TicketAnswer" ADD CONSTRAINT "TicketAnswer_question_known" CHECK ("question" BETWEEN 1 AND 3);
ALTER TABLE "TicketAnswer" ADD CONSTRAINT "TicketAnswer_state_known" CHECK ("state" IN
    ('missing', 'unsure', 'answered', 'accepted', 'sent-back'));
ALTER TABLE "AnswerDraft" ADD CONSTRAINT "AnswerDraft_question_known" CHECK ("question" BETWEEN 1 AND 3);
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_state_known" CHECK ("state" IN ('queued', 'sent', 'failed', 'cancelled'));
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_kind_known" CHECK ("kind" IN
    ('relay-abuse', 'receiver-block', 'listing', 'failing-probe', 'silent-host'));
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_state_known" CHECK ("state" IN ('open', 'over'));
ALTER TABLE "ChangeRow" ADD CONSTRAINT "ChangeRow_byKind_known" CHECK ("byKind" IN
    ('person', 'agent', 'policy', 'customer', 'worker'));
ALTER TABLE "User" ADD CONSTRAINT "User_roles_known" CHECK ("roles" <@ ARRAY['support', 'lead', 'manager', 'admin', 'customer']);

-- The running incident of a cause is one: two that open it at once must not make two.
CREATE UNIQUE INDEX "Incident_open_once" ON "Incident" ("kind", "causeKey") WHERE "state" = 'open';
