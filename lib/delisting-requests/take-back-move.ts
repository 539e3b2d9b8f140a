import type { Doing } from '../audit/doing.ts'
import { holdRequestOrRefuse, keepRequest, stateAfter } from './held-request.ts'
import { reasonedInput, type ReasonedInput } from './delisting-request.ts'
import type { RequestChange, RequestRow } from './delisting-request-records.ts'

/** What was noted last was a mistake: the request stands where it stood before. The story keeps both. */
export async function takeBackMove(doing: Doing, input: ReasonedInput): Promise<void> {
  const { number, reason } = reasonedInput.parse(input)
  await doing.db.$transaction(async (tx) => {
    const request = await holdRequestOrRefuse(tx, doing, number)
    const state = stateAfter(request, 'take-back')
    await keepRequest(tx, doing, request, { change: undoneBy(request, state), state, action: 'take back', reason, evidence: { what: 'taken-back' } })
  })
}

function undoneBy({ state }: RequestRow, to: RequestRow['state']): RequestChange {
  if (to === 'draft') return { askedAt: null, answerDueAt: null, remindedAt: null }
  return state === 'answered' ? { outcome: '' } : {}
}
