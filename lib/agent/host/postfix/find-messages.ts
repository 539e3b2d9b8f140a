import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { QueuedMessage } from '../../../protocol/messages.ts'
import { attributeMessage, needsLog } from './attribute-message.ts'
import { isDoneWith, locateMessages, openListed, type Located } from './find-in-queue.ts'
import { listQueue } from './list-queue.ts'
import type { MoveContext } from './move-messages.ts'
import { readQueueFileHeaders } from './read-queue-file.ts'

const AT_ONCE = 64

/**
 * Messages of one account, of some ids, or all. The listing tells which there are and where; account, sender and
 * recipients come from the queue files. What was delivered and waits for the queue manager to take it away is not
 * among them, unless it lies on hold.
 */
export async function findMessages(
  context: MoveContext,
  query: { account: string } | { ids: string[] } | 'all',
): Promise<QueuedMessage[]> {
  if (query !== 'all' && 'ids' in query) {
    return attributeMessages(context, await withoutDone(context, [...(await locateMessages(context.instance, query.ids)).values()]))
  }
  const located = await openAll(context, await listQueue(context.instance))
  const messages = await attributeMessages(context, await withoutDone(context, located))
  if (query === 'all') return messages
  const account = query.account.toLowerCase()
  return messages.filter((message) => message.account === account)
}

async function withoutDone({ instance }: MoveContext, located: Located[]): Promise<Located[]> {
  const isDone = await Promise.all(located.map((one) => one.queue !== 'hold' && isDoneWith(instance, one)))
  return located.filter((_, index) => !isDone[index])
}

/** What is on hold, by anybody, of one account; without a listing of the whole queue. */
export async function findOnHold(context: MoveContext, account: string): Promise<QueuedMessage[]> {
  const entries = await readdir(join(context.instance.queueDirectory, 'hold'), { recursive: true, withFileTypes: true })
  const held = entries.filter((entry) => entry.isFile()).map(({ name }) => ({ id: name, queue: 'hold' as const }))
  const messages = await attributeMessages(context, await openAll(context, held))
  return messages.filter((message) => message.account === account)
}

/** Whose the messages are, and where they lie. */
export async function attributeMessages({ memory, ours }: MoveContext, located: Located[]): Promise<QueuedMessage[]> {
  if (located.some((one) => needsLog(one, memory.known))) await memory.catchUp()
  return located.map((one) => attributeMessage(one, memory.known, ours))
}

/** Named headers of messages, by id; a message that is gone is left out. */
export async function readHeaders(
  { instance }: MoveContext,
  ids: string[],
  names: string[],
): Promise<Map<string, Record<string, string>>> {
  const found = new Map<string, Record<string, string>>()
  for (const [id, { path }] of await locateMessages(instance, ids)) {
    const headers = await readQueueFileHeaders(path, names)
    if (headers) found.set(id, headers)
  }
  return found
}

async function openAll({ instance }: MoveContext, listed: Parameters<typeof openListed>[1][]): Promise<Located[]> {
  const located: Located[] = []
  for (let from = 0; from < listed.length; from += AT_ONCE) {
    const some = await Promise.all(listed.slice(from, from + AT_ONCE).map(({ id, queue }) => openListed(instance, { id, queue })))
    located.push(...some.filter((one) => one !== null))
  }
  return located
}
