import type { Doing } from '../audit/doing.ts'
import { holdRequestOrRefuse, keepRequest } from './held-request.ts'
import { requestNoteInput, type RequestNoteInput } from './delisting-request.ts'

/** A remark for colleagues, also after the end. */
export async function addRequestNote(doing: Doing, input: RequestNoteInput): Promise<void> {
  const { number, text } = requestNoteInput.parse(input)
  await doing.db.$transaction(async (tx) => {
    const request = await holdRequestOrRefuse(tx, doing, number)
    await keepRequest(tx, doing, request, { change: {}, state: request.state, action: 'note', evidence: { what: 'note', note: text } })
  })
}
