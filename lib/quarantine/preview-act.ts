import type { Db } from '../db.ts'
import { findBasePolicy } from '../policies/policy-records.ts'
import { whereSelection } from './message-where.ts'
import { shapeOf, sumMessages, type SelectionShape } from './quarantine-list-records.ts'
import { TYPED_ABOVE, type MessageSelection } from './quarantined-message.ts'

export type ActPreview = SelectionShape & {
  messages: number
  bytes: number
  /** Minutes until the last has left its host at the policy's pace. */
  minutes: number
  perMinute: number
  undoSeconds: number
  needsTyping: boolean
}

/** What an act on this selection would do; changes nothing. `messages` is the number to hand in as `expected`. */
export async function previewAct(db: Db, selection: MessageSelection): Promise<ActPreview> {
  const where = whereSelection(selection)
  const [{ messages, bytes }, shape, { quarantine }] = await Promise.all([sumMessages(db, where), shapeOf(db, where), findBasePolicy(db)])
  const busiest = Math.max(0, ...shape.hosts.map((host) => host.messages))
  return {
    ...shape,
    messages,
    bytes,
    minutes: Math.ceil(busiest / quarantine.releasePerMinute),
    perMinute: quarantine.releasePerMinute,
    undoSeconds: quarantine.undoSeconds,
    needsTyping: messages > TYPED_ABOVE,
  }
}
