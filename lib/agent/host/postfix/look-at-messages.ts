import { messageKey, type MessageRef, type QueuedMessage } from '../../../protocol/messages.ts'
import { locateMessages, type Located } from './find-in-queue.ts'
import { attributeMessages } from './find-messages.ts'
import type { MoveContext } from './move-messages.ts'
import { isHeldByWatch } from './our-holds.ts'
import { readRelaySource, type WatchTime } from './relay-map.ts'

/**
 * What one look finds of a message that an order names. `changed`: the id belongs to another message now. `foreign`:
 * on hold by other hands. `ours`: on hold by an act or a watch of ours. `queued`: anywhere in delivery.
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
  const { watches } = await readRelaySource(context.instance)
  return refs.map((ref) => judge(plainRef(ref), located.get(ref.id), messages.get(ref.id), watches))
}

function judge(ref: MessageRef, located: Located | undefined, message: QueuedMessage | undefined, watches: WatchTime[]): Look {
  if (!located || !message) return { state: 'gone', ref }
  if (!isSameMessage(ref, message)) return { state: 'changed', ref }
  if (located.queue !== 'hold') return { state: 'queued', ref, located, message }
  const isOurs = message.place === 'quarantine' || isHeldByWatch(message, watches)
  return isOurs ? { state: 'ours', ref, located, message } : { state: 'foreign', ref, located, message }
}

/** Only what names the message: callers hand over whole messages too, and notes are read back strictly. */
function plainRef({ id, sender, size, arrivedAt }: MessageRef): MessageRef {
  return { id, sender, size, arrivedAt }
}

function isSameMessage(ref: MessageRef, message: QueuedMessage): boolean {
  return messageKey(ref) === messageKey(message) && ref.size === message.size && ref.sender === message.sender
}
