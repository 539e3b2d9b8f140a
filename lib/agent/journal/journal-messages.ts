import * as z from 'zod'
import { messageKey, queuedMessage, type QueuedMessage } from '../../protocol/messages.ts'
import { dropOldActs, noteOurAct } from './journal-our-acts.ts'
import type { Journal } from './open-journal.ts'

/** `released`: back in the queue and followed in the log. `ended`: delivered or bounced, it left the queue. */
export const ourState = z.enum(['quarantined', 'released', 'ended', 'deleted', 'gone'])
export type OurState = z.infer<typeof ourState>

const ourMessage = z.object({
  key: z.string(),
  id: z.string(),
  account: z.string(),
  state: ourState,
  batchId: z.uuid().nullable(),
  message: z.string().transform((text) => queuedMessage.parse(JSON.parse(text))),
})
export type OurMessage = z.infer<typeof ourMessage>

type Owner = { account: string; batchId: string | null; guardedUnlockId: string | null }
const COLUMNS = 'key, id, account, state, batch_id AS batchId, message'

/** Notes a message that we took, gave back or deleted, under the key that the desk knows too. */
export function saveOurs(journal: Journal, message: QueuedMessage, state: OurState, owner: Owner, at: Date): void {
  if (state === 'quarantined' || state === 'released' || state === 'deleted') noteOurAct(journal, message, state, at)
  journal.write(() =>
    journal
      .prepare(
        `INSERT INTO ours (key, id, account, state, batch_id, guarded_unlock_id, message, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET state = excluded.state, at = excluded.at, batch_id = coalesce(excluded.batch_id, batch_id)`,
      )
      .run(messageKey(message), message.id, owner.account, state, owner.batchId, owner.guardedUnlockId, JSON.stringify(message), at.toISOString()),
  )
}

export function setOurState(journal: Journal, key: string, state: OurState, at: Date): void {
  journal.write(() => journal.prepare('UPDATE ours SET state = ?, at = ? WHERE key = ?').run(state, at.toISOString(), key))
}

export function oursByState(journal: Journal, state: OurState): OurMessage[] {
  return journal.prepare(`SELECT ${COLUMNS} FROM ours WHERE state = ?`).all(state).map((row) => ourMessage.parse(row))
}

/** Messages we know under a queue id, newest first; ids are reused, so there may be several. */
export function oursById(journal: Journal, id: string): OurMessage[] {
  return journal.prepare(`SELECT ${COLUMNS} FROM ours WHERE id = ? ORDER BY at DESC`).all(id).map((row) => ourMessage.parse(row))
}

/** Forgets what ended (deleted, gone, released and left the queue) more than 90 days ago. */
export function dropOldMessages(journal: Journal, now: Date): void {
  const before = new Date(now.getTime() - 90 * 86_400_000).toISOString()
  dropOldActs(journal, before)
  journal.write(() => journal.prepare("DELETE FROM ours WHERE at < ? AND state <> 'quarantined'").run(before))
}
