import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { closeIncidentWhenUnlocked } from '../incidents/close-incident.ts'
import { queueNotice } from '../notices/queue-notice.ts'
import type { HeldLock } from '../relay-locks/relay-lock-records.ts'
import { closeTicketOfLock } from '../tickets/close-ticket.ts'

export type Ending = { notice: 'opened' | 'lifted' | 'ended'; remark: string }

/** What goes with the end of every lock: the customer is told, his ticket is closed, the incident too with its last lock. */
export async function closeLockStory(tx: Tx, by: By, lock: HeldLock, ending: Ending): Promise<void> {
  if (lock.ticketId !== null) {
    await queueNotice(tx, { ticketId: lock.ticketId, kind: ending.notice, questions: [], remark: ending.remark, ...by })
  }
  await closeTicketOfLock(tx, by, lock, ending.remark)
  if (lock.incidentId !== null) await closeIncidentWhenUnlocked(tx, lock.incidentId, by.now, by.actor)
}
