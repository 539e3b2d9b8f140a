import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { cancelOrdersOfAct } from '../orders/order-records.ts'
import { accountsOf, putBackCancelled, readActProgress } from '../quarantine/quarantine-act-records.ts'
import { undoInput, type UndoInput } from '../quarantine/quarantined-message.ts'
import { recordAct } from '../quarantine/record-act.ts'

export type Undone = { undone: number; tooLate: number }

/**
 * Takes an act back as far as no host was given it yet: within the policy's seconds all of it, later (a release is
 * paced) the rest of it. Says how many it was too late for.
 */
export async function undoAct(doing: Doing, input: UndoInput): Promise<Undone> {
  const { actId } = undoInput.parse(input)
  const { now, actor } = doing
  return doing.db.$transaction(async (tx) => {
    const before = await readActProgress(tx, actId)
    if (!before) throw new AppError('not-found', `no act ${actId}`)
    const touched = await accountsOf(tx, { actId })
    await cancelOrdersOfAct(tx, actId)
    const undone = await putBackCancelled(tx, actId, now)
    if (undone === 0) throw new AppError('conflict', `act ${actId}: nothing left to undo`, { userMessageKey: 'errors.quarantine.too-late' })

    const tooLate = before.total - undone
    await recordAct(tx, { now, actor }, { actId, to: 'undone', done: undone, failed: tooLate, touched })
    await recordAudit(tx, { at: now, actor, action: 'quarantine: undo', subject: `act ${actId}`, after: { undone, tooLate } })
    return { undone, tooLate }
  })
}
