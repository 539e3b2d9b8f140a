import { randomUUID } from 'node:crypto'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { Prisma } from '../generated/prisma/client.ts'
import type { ExpiringBatch } from '../quarantine/expiry-records.ts'
import { writeAct } from '../quarantine/quarantine-act-records.ts'
import { recordAct } from '../quarantine/record-act.ts'

const REASON = 'kept as long as the policy says'

/** Deletes what is left of a burst whose time is up: by the policy that a person set, without a bounce to anybody. */
export async function expireBatch({ db, now }: Doing, batch: ExpiringBatch): Promise<void> {
  const by = { now, actor: { kind: 'policy' as const } }
  await db.$transaction(async (tx) => {
    const actId = randomUUID()
    // The batch is looked at again: somebody may have kept it longer a moment ago.
    const where = Prisma.sql`m.state = 'quarantined' AND m."batchId" = ${batch.id}::uuid
      AND EXISTS (SELECT 1 FROM "QuarantineBatch" b WHERE b.id = m."batchId" AND b."deleteAt" <= ${now} AND b."announcedAt" IS NOT NULL)`
    const messages = await writeAct(tx, { actId, verb: 'delete', where, userId: null, reason: REASON, now, notBefore: now, perMinute: null })
    if (messages === 0) return
    await recordAct(tx, by, { actId, to: 'deleting', reason: REASON })
    await recordAudit(tx, { at: now, actor: by.actor, action: 'quarantine: delete', subject: `act ${actId}`, reason: REASON, after: { batchId: batch.id, messages } })
  }, { timeout: 30_000, maxWait: 10_000 })
}
