import type { Doing } from '../audit/doing.ts'
import { recordChange } from '../audit/change-records.ts'
import { AppError } from '../errors.ts'
import { linksOfLock } from '../relay-locks/apply-lock-move.ts'
import { holdTicketAndLock } from './held-ticket.ts'
import { setTakenBy } from './ticket-records.ts'
import { takeOverInput, type TakeOverInput } from './ticket.ts'

/** A member of staff takes the ticket to himself, also from somebody else, or gives it back. */
export async function takeOverTicket(doing: Doing, input: TakeOverInput): Promise<void> {
  const { number, takes } = takeOverInput.parse(input)
  const { now, actor } = doing
  if (actor.kind !== 'person') throw new AppError('not-allowed', 'only staff take tickets over')
  await doing.db.$transaction(async (tx) => {
    const { ticket, lock } = await holdTicketAndLock(tx, number, actor)
    const taker = takes ? actor.userId : null
    if (ticket.takenById === taker) return

    await setTakenBy(tx, ticket.id, taker)
    await recordChange(tx, {
      kind: 'ticket', at: now, actor, from: null, to: takes ? 'taken' : 'given-back', ...linksOfLock(lock), ticketId: ticket.id, evidence: { number },
    })
  })
}
