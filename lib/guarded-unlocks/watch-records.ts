import * as z from 'zod'
import type { Db, Tx } from '../db.ts'
import { guardedUnlockTerms } from '../policies/policy.ts'
import { watchFigures } from '../protocol/events.ts'
import type { Limits } from '../protocol/limits.ts'
import { queuedMessage } from '../protocol/messages.ts'
import { capabilities } from '../protocol/readings.ts'
import { guardedUnlockSteps } from './guarded-unlock.ts'
import { heldMail, type Watch } from './watch.ts'

const SELECT = {
  id: true, step: true, startedAt: true, endedAt: true, watchBeganAt: true, watchUntil: true, terms: true, figures: true, figuresAt: true, held: true, outcome: true,
  host: { select: { name: true, kind: true, isSilent: true, lastReadAt: true, capabilities: true } },
  startedBy: { select: { name: true } },
} as const

const storedStep = z.enum(guardedUnlockSteps)
const storedOutcome = z.object({ left: z.number() })

/** Every guarded unlock of a lock, newest first. */
export async function listWatches(db: Db | Tx, lockId: string): Promise<Watch[]> {
  const rows = await db.guardedUnlock.findMany({ where: { lockId }, orderBy: { startedAt: 'desc' }, select: SELECT })
  return rows.map((row) => {
    const { watchSeconds, mailsMax, recipientsMax, unknownMax, tightForSeconds } = guardedUnlockTerms.parse(row.terms)
    const figures = watchFigures.safeParse(row.figures).data
    return {
      id: row.id,
      host: row.host.name,
      hostKind: row.host.kind,
      isHostSilent: row.host.isSilent,
      hostReadAt: row.host.lastReadAt?.toISOString() ?? null,
      holdsWholeQueue: capabilities.safeParse(row.host.capabilities).data?.watches === 'queue',
      step: storedStep.parse(row.step),
      startedAt: row.startedAt.toISOString(),
      startedBy: row.startedBy.name,
      endedAt: row.endedAt?.toISOString() ?? null,
      beganAt: row.watchBeganAt?.toISOString() ?? null,
      until: row.watchUntil?.toISOString() ?? null,
      terms: { watchSeconds, mailsMax, recipientsMax, unknownMax, tightForSeconds },
      arrived: figures?.arrived ?? 0,
      recipients: figures?.recipients ?? 0,
      unknown: figures?.unknownRecipients ?? 0,
      perTenSeconds: figures?.perTenSeconds ?? [],
      figuresAt: row.figuresAt?.toISOString() ?? null,
      held: (z.array(queuedMessage).safeParse(row.held).data ?? []).map(heldMail).reverse(),
      left: storedOutcome.safeParse(row.outcome).data?.left ?? null,
    }
  })
}

/** Mails that left the host during the watch that last ended in a relapse; null when that is not known. */
export async function findLeftAtRelapse(db: Db | Tx, lockId: string): Promise<number | null> {
  const row = await db.guardedUnlock.findFirst({ where: { lockId, step: 'locked-again' }, orderBy: { startedAt: 'desc' }, select: { outcome: true } })
  return storedOutcome.safeParse(row?.outcome).data?.left ?? null
}

/** The tight limits that still hold after a guarded unlock of this lock opened it; null when there are none (any more). */
export async function findTightLimits(db: Db | Tx, lockId: string, now: Date): Promise<{ limits: Limits; until: Date } | null> {
  const row = await db.guardedUnlock.findFirst({ where: { lockId, step: 'opened', endedAt: { not: null } }, orderBy: { endedAt: 'desc' }, select: { endedAt: true, terms: true } })
  if (!row?.endedAt) return null
  const { tightLimits, tightForSeconds } = guardedUnlockTerms.parse(row.terms)
  const until = new Date(row.endedAt.getTime() + tightForSeconds * 1000)
  return until > now ? { limits: tightLimits, until } : null
}
