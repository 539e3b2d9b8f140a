import type { QueuedMessage } from '../../../protocol/messages.ts'
import { attributeMessage, needsLog } from './attribute-message.ts'
import { locateMessages, openListed, type Located } from './find-in-queue.ts'
import { listQueue } from './list-queue.ts'
import type { MoveContext } from './move-messages.ts'
import { readQueueFileHeaders } from './read-queue-file.ts'

const AT_ONCE = 64

/** Messages of one account, of some ids, or all; sender and account from the queue files, never from the listing. */
export async function findMessages(
  context: MoveContext,
  query: { account: string } | { ids: string[] } | 'all',
): Promise<QueuedMessage[]> {
  const listed = await listQueue(context.instance)
  const wanted = typeof query === 'object' && 'ids' in query ? new Set(query.ids) : null
  const recipients = new Map(listed.map((message) => [message.id, message.recipients]))
  const located = await openAll(context, listed.filter(({ id }) => wanted === null || wanted.has(id)))
  const missed = wanted ? [...wanted].filter((id) => !recipients.has(id)) : []
  located.push(...(await locateMessages(context.instance, missed)).values())

  const messages = await attributeMessages(context, located, recipients)
  if (query === 'all' || 'ids' in query) return messages
  const account = query.account.toLowerCase()
  return messages.filter((message) => message.account === account)
}

/** Whose the messages are, and where they lie. */
export async function attributeMessages(
  { memory, ours }: MoveContext,
  located: Located[],
  recipients: Map<string, string[]> = new Map(),
): Promise<QueuedMessage[]> {
  if (located.some((one) => needsLog(one, memory.known))) await memory.catchUp()
  return located.map((one) => attributeMessage(one, recipients.get(one.id) ?? [], memory.known, ours))
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
