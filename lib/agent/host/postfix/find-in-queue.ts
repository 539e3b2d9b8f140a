import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { QueuedMessage } from '../../../protocol/messages.ts'
import type { PostfixInstance } from './postfix-options.ts'
import { readQueueFile, type QueueFile } from './read-queue-file.ts'

export type QueueName = Exclude<QueuedMessage['place'], 'quarantine'>
/** One message where it lies at this moment. */
export type Located = { id: string; queue: QueueName; path: string; file: QueueFile }

// In the order a message travels, so that one that moves while we look is met in the next folder; then once more from
// the start, for one that went from `deferred` or `hold` back to `incoming`.
const TRAVEL: QueueName[] = ['incoming', 'active', 'deferred', 'hold']
const LOOKS = 3
const AT_ONCE = 64

/** Looks up messages by id, directly in the queue folders. An id that is in none of them is not in the answer. */
export async function locateMessages(instance: PostfixInstance, ids: string[]): Promise<Map<string, Located>> {
  const found = new Map<string, Located>()
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = await Promise.all(ids.slice(from, from + AT_ONCE).map((id) => locateMessage(instance, id)))
    for (const one of some) if (one) found.set(one.id, one)
  }
  return found
}

async function locateMessage(instance: PostfixInstance, id: string): Promise<Located | null> {
  for (let look = 0; look < LOOKS; look++) {
    for (const queue of TRAVEL) {
      const path = queuePath(instance, queue, id)
      const file = await readQueueFile(path)
      if (file) return { id, queue, path, file }
    }
  }
  return null
}

/** Where a listing says the message lies; looked up anew when it has moved on since. */
export async function openListed(instance: PostfixInstance, listed: { id: string; queue: QueueName }): Promise<Located | null> {
  const path = queuePath(instance, listed.queue, listed.id)
  const file = await readQueueFile(path)
  return file ? { ...listed, path, file } : locateMessage(instance, listed.id)
}

/**
 * True when nobody waits for the message and nothing will come of it: the queue manager has only to take it away. One
 * that was refused for good and whose bounce is still to be made (a file in `bounce`, bounce(8)) is not done with.
 */
export async function isDoneWith(instance: PostfixInstance, { id, file }: Located): Promise<boolean> {
  if (!file.isServed) return false
  const hasBounce = await access(queuePath(instance, 'bounce', id)).then(() => true, isNotThere)
  return !hasBounce
}

function isNotThere(error: NodeJS.ErrnoException): false {
  if (error.code !== 'ENOENT') throw error
  return false
}

/** A queue file's path: queues in `hash_queue_names` are split by the first characters of the id (mail_queue.c). */
export function queuePath(instance: PostfixInstance, queue: QueueName | 'bounce', id: string): string {
  const isHashed = instance.hashQueueNames.includes(queue)
  const folders = isHashed ? hashFolders(id, instance.hashQueueDepth) : []
  return join(instance.queueDirectory, queue, ...folders, id)
}

const BASE_52 = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz'

/**
 * A short id begins with its microseconds in hexadecimal, whose digits split well. A long id is seconds and four
 * characters of microseconds in base 52, `z` and the inode; it is split by the digits a short id would have.
 */
function hashFolders(id: string, depth: number): string[] {
  const separator = id.lastIndexOf('z')
  if (separator < 10) return [...id.slice(0, depth)]

  const encoded = id.slice(separator - 4, separator)
  const microseconds = [...encoded].reduce((sum, character) => sum * 52 + BASE_52.indexOf(character), 0)
  return [...microseconds.toString(16).toUpperCase().padStart(5, '0').slice(0, depth)]
}
