import { messageKey, type MessageRef, type QueuedMessage } from '../../../protocol/messages.ts'
import { isDoneWith, locateMessages, type Located } from './find-in-queue.ts'
import { attributeMessages } from './find-messages.ts'
import type { MoveContext } from './move-messages.ts'
import { isHeldByWatch } from './our-holds.ts'
import { readRelaySource, type WatchTime } from './relay-map.ts'

/**
 * What one look finds of a message that an order names. `changed`: the id belongs to another message now. `foreign`:
 * on hold by other hands. `ours`: on hold by an act or a watch of ours. `queued`: anywhere in delivery. `isDone`: it
 * was delivered and no bounce of it is due, what is there is its empty rest.
 */
export type Look = { state: 'gone' | 'changed'; ref: MessageRef } | Found<'foreign'> | Found<'ours'> | Found<'queued'>
type Found<S> = { state: S; ref: MessageRef; located: Located; message: QueuedMessage; isDone: boolean }

/** Looks every named message up where it lies now, and compares id, arrival, size and sender. */
export async function lookAtMessages(context: MoveContext, refs: MessageRef[]): Promise<Look[]> {
  const located = await locateMessages(context.instance, refs.map(({ id }) => id))
  const messages = new Map((await attributeMessages(context, [...located.values()])).map((one) => [one.id, one]))
  const { watches } = await readRelaySource(context.instance)
  const done = await findDone(context, [...located.values()])
  return refs.map((ref) => judge(plainRef(ref), located.get(ref.id), messages.get(ref.id), watches, done.has(ref.id)))
}

async function findDone({ instance }: MoveContext, located: Located[]): Promise<Set<string>> {
  const done = new Set<string>()
  for (const one of located) if (await isDoneWith(instance, one)) done.add(one.id)
  return done
}

function judge(ref: MessageRef, located: Located | undefined, message: QueuedMessage | undefined, watches: WatchTime[], isDone: boolean): Look {
  if (!located || !message) return { state: 'gone', ref }
  if (!isSameMessage(ref, message)) return { state: 'changed', ref }
  if (located.queue !== 'hold') return { state: 'queued', ref, located, message, isDone }
  const isOurs = message.place === 'quarantine' || isHeldByWatch(message, watches)
  return { state: isOurs ? 'ours' : 'foreign', ref, located, message, isDone }
}

/** Only what names the message: callers hand over whole messages too, and notes are read back strictly. */
function plainRef({ id, sender, size, arrivedAt }: MessageRef): MessageRef {
  return { id, sender, size, arrivedAt }
}

function isSameMessage(ref: MessageRef, message: QueuedMessage): boolean {
  return messageKey(ref) === messageKey(message) && ref.size === message.size && ref.sender === message.sender
}
