import type { Doing } from '../audit/doing.ts'
import { holdRequestOrRefuse, keepRequest, stateAfter } from './held-request.ts'
import { settleRequestInput, type SettleRequestInput } from './delisting-request.ts'

/** The end of a request: they let us in again, or they do not. A person decides, whatever is measured. */
export async function settleRequest(doing: Doing, input: SettleRequestInput): Promise<void> {
  const { number, outcome, text } = settleRequestInput.parse(input)
  await doing.db.$transaction(async (tx) => {
    const request = await holdRequestOrRefuse(tx, doing, number)
    const state = stateAfter(request, outcome === 'granted' ? 'grant' : 'refuse')
    await keepRequest(tx, doing, request, { change: { outcome: text }, state, action: outcome, evidence: { note: text } })
  })
}
