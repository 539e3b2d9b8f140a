import { randomUUID } from 'node:crypto'
import { actorUserId } from '../audit/actor.ts'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { findBasePolicy } from '../policies/policy-records.ts'
import { whereSelection } from '../quarantine/message-where.ts'
import { writeAct } from '../quarantine/quarantine-act-records.ts'
import { refuseAct, type ReleaseInput } from '../quarantine/quarantined-message.ts'
import { recordAct } from '../quarantine/record-act.ts'

export type StartedAct = {
  actId: string
  messages: number
  /** Until then all of it can be undone. */
  undoUntil: Date
}

/**
 * Begins a release or a deletion: messages, orders, change rows and audit in one transaction, or nothing. The orders
 * wait for the time in which it can be undone.
 *
 * @throws AppError `conflict` when the selection no longer has the number the person saw, or the number is not typed
 */
export async function actOnMessages(tx: Tx, { now, actor }: Omit<Doing, 'db'>, verb: 'release' | 'delete', input: ReleaseInput): Promise<StartedAct> {
  const { quarantine } = await findBasePolicy(tx)
  const undoUntil = new Date(now.getTime() + quarantine.undoSeconds * 1000)
  const actId = randomUUID()
  const messages = await writeAct(tx, {
    actId,
    verb,
    where: whereSelection(input.selection),
    userId: actorUserId(actor),
    reason: input.reason,
    now,
    notBefore: undoUntil,
    perMinute: verb === 'release' ? quarantine.releasePerMinute : null,
  })

  const why = refuseAct(input, messages)
  if (why) throw new AppError('conflict', `${verb} of ${input.expected} messages: ${why}, found ${messages}`, { userMessageKey: `errors.quarantine.${why}`, values: { found: messages } })
  await recordAct(tx, { now, actor }, { actId, to: verb === 'release' ? 'releasing' : 'deleting', reason: input.reason })
  await recordAudit(tx, { at: now, actor, action: `quarantine: ${verb}`, subject: `act ${actId}`, reason: input.reason, after: { messages, selection: input.selection } })
  return { actId, messages, undoUntil }
}
