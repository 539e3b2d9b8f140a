import type { Doing } from '../audit/doing.ts'
import { holdRequestOrRefuse, keepRequest, stateAfter } from './held-request.ts'
import { reasonedInput, type ReasonedInput } from './delisting-request.ts'

/** Nobody goes on with it: written in error, expired by itself, or asked another way. */
export async function withdrawRequest(doing: Doing, input: ReasonedInput): Promise<void> {
  const { number, reason } = reasonedInput.parse(input)
  await doing.db.$transaction(async (tx) => {
    const request = await holdRequestOrRefuse(tx, doing, number)
    await keepRequest(tx, doing, request, { change: {}, state: stateAfter(request, 'withdraw'), action: 'withdraw', reason })
  })
}
