import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { findTicketId, saveDrafts } from './ticket-records.ts'
import { draftInput, type DraftInput } from './ticket.ts'

/** Keeps what the customer has written so far. A draft is no answer and makes no change row. */
export async function saveDraft(doing: Doing, input: DraftInput): Promise<{ savedAt: Date }> {
  const { number, drafts } = draftInput.parse(input)
  const customerId = doing.actor.kind === 'customer' ? doing.actor.customerId : null
  await doing.db.$transaction(async (tx) => {
    const id = await findTicketId(tx, number, customerId)
    if (id === null) throw new AppError('not-found', `no ticket ${number} for this actor`)
    await saveDrafts(tx, id, drafts, doing.now)
  })
  return { savedAt: doing.now }
}
