import * as z from 'zod'
import { messageKey, type QueuedMessage } from '../../protocol/messages.ts'
import type { OurAct } from '../host/mail-host.ts'
import type { Journal } from './open-journal.ts'

const row = z.object({ what: z.enum(['quarantined', 'released', 'deleted']), at: z.string(), arrivedAt: z.string(), account: z.string().nullable() })

/** Notes beside the state of a message when it came to be in it, so that its whole way can be told. */
export function noteOurAct(journal: Journal, message: QueuedMessage, what: OurAct['what'], at: Date): void {
  journal.write(() =>
    journal
      .prepare('INSERT INTO our_acts (id, key, what, at, arrived_at, account) VALUES (?, ?, ?, ?, ?, ?)')
      .run(message.id, messageKey(message), what, at.toISOString(), message.arrivedAt, message.account),
  )
}

/** What the agent did with messages of a queue id, oldest first; ids are reused, `arrivedAt` tells them apart. */
export function ourActs(journal: Journal, id: string): OurAct[] {
  const rows = journal.prepare('SELECT what, at, arrived_at AS arrivedAt, account FROM our_acts WHERE id = ? ORDER BY rowid').all(id)
  return rows.map((each) => row.parse(each)).map(({ at, arrivedAt, ...act }) => ({ ...act, at: new Date(at), arrivedAt: new Date(arrivedAt) }))
}

export function dropOldActs(journal: Journal, before: string): void {
  journal.write(() => journal.prepare('DELETE FROM our_acts WHERE at < ?').run(before))
}
