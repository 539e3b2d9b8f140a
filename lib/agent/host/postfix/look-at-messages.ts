import { messageKey, type MessageRef, type QueuedMessage } from '../../../protocol/messages.ts'
import { locateMessages, type Located } from './find-in-queue.ts'
import { attributeMessages } from './find-messages.ts'
import type { MoveContext } from './move-messages.ts'

/**
 * What one look finds of a message that an order names. `changed`: the id belongs to another message now. `foreign`:
 * on hold by other hands. `ours`: on hold by us. `queued`: anywhere in delivery.
 */
export type Look =
  | { state: 'gone' | 'changed'; ref: MessageRef }
  | Found<'foreign'>
  | Found<'ours'>
  | Found<'queued'>
type Found<S> = { state: S; ref: MessageRef; located: Located; message: QueuedMessage }

/** Looks every named message up where it lies now, and compares id, arrival, size and sender. */
export async function lookAtMessages(context: MoveContext, refs: MessageRef[]): Promise<Look[]> {
  const located = await locateMessages(context.instance, refs.map(({ id }) => id))
  const messages = new Map((await attributeMessages(context, [...located.values()])).map((one) => [one.id, one]))
  return refs.map((ref) => judge(ref, located.get(ref.id), messages.get(ref.id)))
}

function judge(ref: MessageRef, located: Located | undefined, message: QueuedMessage | undefined): Look {
  if (!located || !message) return { state: 'gone', ref }
  if (!isSameMessage(ref, message)) return { state: 'changed', ref }
  if (located.queue !== 'hold') return { state: 'queued', ref, located, message }
  return message.place === 'quarantine' ? { state: 'ours', ref, located, message } : { state: 'foreign', ref, located, message }
}

function isSameMessage(ref: MessageRef, message: QueuedMessage): boolean {
  return messageKey(ref) === messageKey(message) && ref.size === message.size && ref.sender === message.sender
}
