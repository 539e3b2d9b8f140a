import * as z from 'zod'

/** `releasing` and `deleting` are asked for and not yet confirmed; released counts as done only when the server's log says so. */
export const messageStates = ['quarantined', 'releasing', 'queued-again', 'delivered', 'bounced', 'deleting', 'deleted', 'gone'] as const
export type MessageState = (typeof messageStates)[number]
export const messageState = z.enum(messageStates)

/** What may be chosen for an act: some messages by id, or all that match a filter (the server resolves it, never the page). */
export const messageFilter = z.strictObject({
  account: z.string().max(320).optional(),
  host: z.string().max(255).optional(),
  state: messageState.optional(),
  batch: z.uuid().optional(),
  text: z.string().max(200).optional(),
})
export type MessageFilter = z.infer<typeof messageFilter>

const ids = z.array(z.string().regex(/^\d{1,19}$/))
/** Mail to these domains stays where it is. */
const exceptDomains = z.array(z.string().max(255)).max(50).optional()
export const messageSelection = z.union([
  z.strictObject({ ids: ids.min(1).max(10_000) }),
  z.strictObject({ filter: messageFilter, except: ids.max(10_000), exceptDomains }),
  // Whole accounts or bursts and single mails, of what matches the filter.
  z.strictObject({
    filter: messageFilter,
    accounts: z.array(z.string().max(320)).max(500),
    batches: z.array(z.uuid()).max(500),
    ids: ids.max(10_000),
    except: ids.max(10_000),
    exceptDomains,
  }),
])
export type MessageSelection = z.infer<typeof messageSelection>

/** First and last character of the local part, the domain whole: enough to recognise, not enough to write to. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 1) return address === '' ? '<>' : '…'
  const local = address.slice(0, at)
  const masked = local.length <= 2 ? `${local.slice(0, 1)}…` : `${local.slice(0, 1)}…${local.slice(-1)}`
  return masked + address.slice(at)
}

/** Where a log line of the server moves a message to, and from where. What is not named stays as it is. */
export const FATE_MOVES: Record<'queued-again' | 'delivered' | 'deferred' | 'bounced' | 'deleted' | 'gone', { to: MessageState; from: readonly MessageState[] }> = {
  'queued-again': { to: 'queued-again', from: ['quarantined', 'releasing'] },
  deferred: { to: 'queued-again', from: ['quarantined', 'releasing', 'queued-again'] },
  delivered: { to: 'delivered', from: ['quarantined', 'releasing', 'queued-again'] },
  bounced: { to: 'bounced', from: ['quarantined', 'releasing', 'queued-again', 'delivered'] },
  deleted: { to: 'deleted', from: ['quarantined', 'deleting'] },
  gone: { to: 'gone', from: ['quarantined', 'releasing', 'queued-again', 'deleting'] },
}

/** Above this number an act wants the number typed, and a deletion somebody who leads. */
export const TYPED_ABOVE = 1000

/** What every act on quarantined mail is asked with. */
const act = {
  selection: messageSelection,
  /** The number the person saw. An act on another number is refused: something came or went meanwhile. */
  expected: z.number().int().min(1),
  reason: z.string().trim().min(1).max(2000),
  /** The number as typed, where it is above TYPED_ABOVE. */
  confirmation: z.string().trim().max(20).optional(),
}
export const releaseInput = z.strictObject(act)
export type ReleaseInput = z.infer<typeof releaseInput>
export const deleteInput = z.strictObject(act)
export type DeleteInput = z.infer<typeof deleteInput>
export const keepInput = z.strictObject({ selection: messageSelection, until: z.iso.datetime({ offset: true }).nullable(), reason: z.string().trim().min(1).max(2000) })
export type KeepInput = z.infer<typeof keepInput>
export const undoInput = z.strictObject({ actId: z.uuid() })
export type UndoInput = z.infer<typeof undoInput>

/** Why the act may not go on as asked, or null. `found` is what the selection really holds now. */
export function refuseAct(asked: { expected: number; confirmation?: string }, found: number): 'nothing-selected' | 'selection-changed' | 'not-confirmed' | null {
  if (found === 0) return 'nothing-selected'
  if (found !== asked.expected) return 'selection-changed'
  // People type 10000, 10.000 or 10,000 for the same number.
  const typed = asked.confirmation?.replace(/[.,\s’']/g, '')
  return found > TYPED_ABOVE && typed !== String(found) ? 'not-confirmed' : null
}
