import type { Doing } from '../audit/doing.ts'
import { holdRequestOrRefuse, keepRequest, stateAfter } from './held-request.ts'
import { noteAnswerInput, type NoteAnswerInput } from './delisting-request.ts'

/** They said something that settles nothing yet: kept in their words, with the ticket number that came along. */
export async function noteAnswer(doing: Doing, input: NoteAnswerInput): Promise<void> {
  const { number, text, ticketNumber } = noteAnswerInput.parse(input)
  await doing.db.$transaction(async (tx) => {
    const request = await holdRequestOrRefuse(tx, doing, number)
    const state = stateAfter(request, 'answer')
    const theirs = ticketNumber || request.ticketNumber
    await keepRequest(tx, doing, request, { change: { outcome: text, ticketNumber: theirs, remindedAt: null }, state, action: 'answered', evidence: { what: 'answer', note: text, ...(theirs && { ticketNumber: theirs }) } })
  })
}
