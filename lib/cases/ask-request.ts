import type { Doing } from '../audit/doing.ts'
import { askRequestInput, type AskRequestInput } from '../delisting-requests/delisting-request.ts'
import { causesThatStand } from '../delisting-requests/dossier.ts'
import { readDossierFacts } from '../delisting-requests/dossier-facts-records.ts'
import { holdRequestOrRefuse, keepRequest, stateAfter } from '../delisting-requests/held-request.ts'
import { dueInTime } from '../delisting-requests/put-off-answer.ts'
import { AppError } from '../errors.ts'
import { transact } from '../transact.ts'

/**
 * Notes that a request was sent, with their ticket number and when an answer is due. While something that fits the listing
 * still goes on, it wants a word why it was asked all the same: it would only be listed again.
 *
 * @throws AppError `conflict` when the cause stands and no word is given, or when the request cannot be asked
 */
export async function askRequest(doing: Doing, input: AskRequestInput): Promise<void> {
  const { number, ticketNumber, answerDueAt: text, despite } = askRequestInput.parse(input)
  const answerDueAt = dueInTime(new Date(text), doing.now)
  await transact(doing.db, async (tx) => {
    const request = await holdRequestOrRefuse(tx, doing, number)
    const state = stateAfter(request, 'ask')
    const { causes } = await readDossierFacts(tx, request, doing.now)
    if (despite === '' && causesThatStand(causes).length > 0) throw new AppError('conflict', `request ${number}: its cause stands`, { userMessageKey: 'errors.request.cause-stands' })
    const theirs = ticketNumber || request.ticketNumber
    await keepRequest(tx, doing, request, {
      change: { askedAt: doing.now, answerDueAt, ticketNumber: theirs, remindedAt: null },
      state, action: 'ask', reason: despite, evidence: theirs ? { ticketNumber: theirs } : {},
    })
  })
}
