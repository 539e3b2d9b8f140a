import { recordChange } from '../audit/change-records.ts'
import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { findTicketLinks, setTicketStatus } from './ticket-records.ts'

/** Closes a ticket; one that is closed already stays as it is. */
export async function closeTicket(tx: Tx, { ticketId, reason, now, actor }: By & { ticketId: number; reason: string }): Promise<void> {
  const ticket = await findTicketLinks(tx, ticketId)
  if (!ticket || ticket.status === 'closed') return
  await setTicketStatus(tx, ticketId, 'closed', now)
  await recordChange(tx, {
    kind: 'ticket', at: now, actor, from: 'open', to: 'closed', reason, ...ticket.links, evidence: { number: ticket.number },
  })
}
