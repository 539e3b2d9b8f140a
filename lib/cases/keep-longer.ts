import { randomUUID } from 'node:crypto'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { whereSelection } from '../quarantine/message-where.ts'
import { accountsOf, keepBatches } from '../quarantine/quarantine-act-records.ts'
import { keepInput, type KeepInput } from '../quarantine/quarantined-message.ts'
import { recordAct } from '../quarantine/record-act.ts'

/**
 * Puts the deletion of mail off, until a time or without end. Mail is kept by burst: everything taken out together
 * with a chosen message is kept with it. Returns how many messages that are.
 */
export async function keepLonger(doing: Doing, input: KeepInput): Promise<{ messages: number }> {
  const { selection, until, reason } = keepInput.parse(input)
  const { now, actor } = doing
  const untilAt = until === null ? null : new Date(until)
  if (untilAt && untilAt <= now) throw new AppError('bad-input', 'kept until a time that has passed', { userMessageKey: 'errors.quarantine.until-past' })
  return doing.db.$transaction(async (tx) => {
    const { batchIds, messages } = await keepBatches(tx, whereSelection(selection), untilAt)
    if (messages === 0) throw new AppError('conflict', 'nothing to keep', { userMessageKey: 'errors.quarantine.nothing-selected' })
    const actId = randomUUID()
    await recordAct(tx, { now, actor }, { actId, to: 'kept', reason, touched: await accountsOf(tx, { batchIds }) })
    await recordAudit(tx, { at: now, actor, action: 'quarantine: keep longer', subject: `act ${actId}`, reason, after: { batchIds, until } })
    return { messages }
  })
}
