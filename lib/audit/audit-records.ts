import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from '../db.ts'
import { actorName, actorUserId, type Actor } from './actor.ts'

export type AuditEntry = {
  at: Date
  actor: Actor
  /** Verb and noun: `lift relay lock`. */
  action: string
  /** What it was done to, in words an auditor can look up: `lock 6f…`, `account a@b`. */
  subject: string
  reason?: string
  before?: unknown
  after?: unknown
  /** What the host answered. */
  answer?: unknown
  /** Network address of the person, where there is one. */
  from?: string | null
}

/** Puts an act on record: who, why, what before, what after. Sealed into the chain later, see seal-audit.ts. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<bigint> {
  const row = await tx.audit.create({
    data: {
      at: entry.at,
      userId: actorUserId(entry.actor),
      actor: actorName(entry.actor),
      action: entry.action,
      subject: entry.subject,
      reason: entry.reason ?? '',
      before: plain(entry.before),
      after: plain(entry.after),
      answer: plain(entry.answer),
      from: entry.from ?? null,
    },
    select: { id: true },
  })
  return row.id
}

/** Dates and the like become what JSON can hold; nothing becomes SQL null. */
function plain(value: unknown): Prisma.InputJsonValue | undefined {
  return value === undefined || value === null ? undefined : (JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue)
}
