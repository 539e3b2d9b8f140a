import type { By } from '../audit/doing.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Tx } from '../db.ts'
import { linksOfLock } from '../relay-locks/apply-lock-move.ts'
import type { HeldLock } from '../relay-locks/relay-lock-records.ts'
import { findTicketOfLock, setTicketStatus } from './ticket-records.ts'

/** Closes the ticket of a lock that came to its end. A lock without a ticket, or with a closed one, changes nothing. */
export async function closeTicketOfLock(tx: Tx, { now, actor }: By, lock: HeldLock, reason = ''): Promise<void> {
  const ticket = await findTicketOfLock(tx, lock.id)
  if (!ticket || ticket.status === 'closed') return

  await setTicketStatus(tx, ticket.id, 'closed', now)
  await recordChange(tx, {
    kind: 'ticket', at: now, actor, from: 'open', to: 'closed', reason, ...linksOfLock(lock), ticketId: ticket.id,
    evidence: { number: ticket.number },
  })
}
