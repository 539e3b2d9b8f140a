import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { linksOfLock } from '../relay-locks/apply-lock-move.ts'
import { holdTicketAndLock } from './held-ticket.ts'
import { createNote } from './ticket-records.ts'
import { noteInput, type NoteInput } from './ticket.ts'

/** An internal remark; no customer ever sees it. */
export async function addNote(doing: Doing, input: NoteInput): Promise<void> {
  const { number, text } = noteInput.parse(input)
  const { now, actor } = doing
  if (actor.kind !== 'person') throw new AppError('not-allowed', 'only staff write notes')
  await doing.db.$transaction(async (tx) => {
    const { ticket, lock } = await holdTicketAndLock(tx, number, actor)
    await createNote(tx, { ticketId: ticket.id, userId: actor.userId, text, at: now })
    await recordChange(tx, { kind: 'note', at: now, actor, ...linksOfLock(lock), ticketId: ticket.id, evidence: { text } })
  })
}
