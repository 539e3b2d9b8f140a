import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { holdRequest, takeReminder } from './delisting-request-records.ts'

/** The answer to a request is overdue: said once on its story, so that Now and the open pages show it. False when it was done or is no longer due. */
export async function remindRequest({ db, now, actor }: Doing, number: number): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const request = await holdRequest(tx, number)
    if (!request || !(await takeReminder(tx, request.id, now))) return false
    await recordChange(tx, {
      kind: 'delisting-request', at: now, actor, from: request.state, to: request.state, requestId: request.id, incidentId: request.incidentId,
      evidence: { number, addressee: request.addressee, addresseeId: request.addresseeId, what: 'overdue' },
    })
    return true
  })
}
