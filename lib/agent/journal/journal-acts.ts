import * as z from 'zod'
import { queuedMessage, type QueuedMessage } from '../../protocol/messages.ts'
import type { UnfinishedAct } from '../host/mail-host.ts'
import type { Journal } from './open-journal.ts'

/** What an act is for: enough to tell the desk about it after a crash. */
export const actPurpose = z.strictObject({
  account: z.string().nullable(),
  batchId: z.uuid().nullable(),
  cause: z.enum(['limit', 'breach', 'order']),
  agentLockId: z.uuid().nullable(),
  guardedUnlockId: z.uuid().nullable(),
})
export type ActPurpose = z.infer<typeof actPurpose>
export type MoveVerb = UnfinishedAct['verb']
export type NotedAct = { id: string; verb: MoveVerb; purpose: ActPurpose; messages: QueuedMessage[] }

export function noteAct(journal: Journal, act: NotedAct): void {
  journal.write(() =>
    journal
      .prepare('INSERT INTO acts (id, verb, purpose, messages) VALUES (?, ?, ?, ?)')
      .run(act.id, act.verb, JSON.stringify(act.purpose), JSON.stringify(act.messages)),
  )
}

/** The `note` of a MailHost's act: on stable storage when it returns. */
export function noteActStep(journal: Journal, actId: string, step: string, data: unknown): void {
  journal.write(() =>
    journal
      .prepare('INSERT INTO act_steps (act_id, n, step, data) SELECT ?, count(*) + 1, ?, ? FROM act_steps WHERE act_id = ?')
      .run(actId, step, JSON.stringify(data ?? null), actId),
  )
}

export function endAct(journal: Journal, actId: string): void {
  journal.write(() => journal.prepare('DELETE FROM acts WHERE id = ?').run(actId))
}

/** Acts that a crash left, in the order they were begun. */
export function unfinishedActs(journal: Journal): { noted: NotedAct; unfinished: UnfinishedAct }[] {
  return journal.prepare('SELECT id, verb, purpose, messages FROM acts ORDER BY rowid').all().map((row) => {
    const noted = parseAct(row)
    const steps = journal.prepare('SELECT step, data FROM act_steps WHERE act_id = ? ORDER BY n').all(noted.id)
    return {
      noted,
      unfinished: {
        act: { id: noted.id, note: (step, data) => noteActStep(journal, noted.id, step, data) },
        verb: noted.verb,
        steps: steps.map((one) => ({ step: String(one.step), data: JSON.parse(String(one.data)) })),
      },
    }
  })
}

const actRow = z.object({ id: z.string(), verb: z.enum(['quarantine', 'release', 'delete']), purpose: z.string(), messages: z.string() })

function parseAct(row: unknown): NotedAct {
  const { id, verb, purpose, messages } = actRow.parse(row)
  return {
    id,
    verb,
    purpose: actPurpose.parse(JSON.parse(purpose)),
    messages: z.array(queuedMessage).parse(JSON.parse(messages)),
  }
}
