import type { Actor } from '../audit/actor.ts'
import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { holdLock, type HeldLock } from '../relay-locks/relay-lock-records.ts'
import { holdTicket, type TicketRow } from './ticket-records.ts'

export type HeldTicket = { ticket: TicketRow; lock: HeldLock }

/**
 * The ticket and its lock, held until the transaction ends. A customer gets his own only; somebody else's is
 * `not-found`, as one that does not exist.
 */
export async function holdTicketAndLock(tx: Tx, number: number, actor: Actor): Promise<HeldTicket> {
  const ticket = await holdTicket(tx, number, actor.kind === 'customer' ? actor.customerId : null)
  if (!ticket) throw new AppError('not-found', `no ticket ${number} for this actor`)
  const lock = await holdLock(tx, ticket.lockId)
  if (!lock) throw new AppError('internal', `ticket ${number} without its lock`)
  return { ticket, lock }
}

/** Refuses an act on the ticket in words for the person. */
export function refuseLockMove(number: number, why: string): never {
  throw new AppError('conflict', `ticket ${number}: ${why}`, { userMessageKey: `errors.lock.${why}` })
}
