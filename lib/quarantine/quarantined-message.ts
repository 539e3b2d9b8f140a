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

export const messageSelection = z.union([
  z.strictObject({ ids: z.array(z.string().regex(/^\d{1,19}$/)).min(1).max(10_000) }),
  z.strictObject({ filter: messageFilter, except: z.array(z.string().regex(/^\d{1,19}$/)).max(10_000) }),
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
