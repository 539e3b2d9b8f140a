import type { Actor } from '../audit/actor.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Tx } from '../db.ts'
import { holdLock } from '../relay-locks/relay-lock-records.ts'
import { createTicket, findTicketOfLock } from './ticket-records.ts'

export type OpenTicket = { lockId: string; customerId: number | null; now: Date; actor: Actor }

/** Opens the one ticket of a lock; a lock that has one already gives that one back and nothing is written. */
export async function openTicket(tx: Tx, { lockId, customerId, now, actor }: OpenTicket): Promise<{ id: number; number: number }> {
  const found = await findTicketOfLock(tx, lockId)
  if (found) return { id: found.id, number: found.number }

  const ticket = await createTicket(tx, { lockId, customerId, now })
  const lock = await holdLock(tx, lockId)
  await recordChange(tx, {
    kind: 'ticket',
    at: now,
    actor,
    from: null,
    to: 'open',
    lockId,
    ticketId: ticket.id,
    customerId,
    accountId: lock?.account.id,
    incidentId: lock?.incidentId,
    evidence: { number: ticket.number },
  })
  return ticket
}
