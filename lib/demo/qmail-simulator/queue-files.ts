import { appendFileSync, closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, unlinkSync, utimesSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { own, type QmailIds } from './make-spool.ts'
import type { Channel } from './retry-schedule.ts'

export type Recipient = { address: string; offset: number }

/** The files of a queue as qmail-send reads and writes them. */
export function openQueueFiles(root: string, ids: QmailIds) {
  const queue = join(root, 'queue')
  const split = readdirSync(join(queue, 'mess')).length
  const pathOf = (part: string, id: string) => join(queue, part, String(Number(id) % split), id)
  const bounceOf = (id: string) => join(queue, 'bounce', id)
  const remove = (path: string) => {
    if (existsSync(path)) unlinkSync(path)
  }

  return {
    queue,
    split,
    messOf: (id: string) => pathOf('mess', id),
    waiting: () => readdirSync(join(queue, 'todo')).filter((name) => /^\d+$/.test(name)),
    preprocessed: () => Array.from({ length: split }, (_, index) => readdirSync(join(queue, 'info', String(index)))).flat(),
    senderOf: (id: string) => readFileSync(pathOf('info', id), 'utf8').slice(1, -1),
    birthOf: (id: string) => statSync(pathOf('info', id)).mtimeMs,
    has: (channel: Channel, id: string) => existsSync(pathOf(channel, id)),
    dueAt: (channel: Channel, id: string) => statSync(pathOf(channel, id)).mtimeMs,
    setDue: (channel: Channel, id: string, atMs: number) => {
      if (existsSync(pathOf(channel, id))) utimesSync(pathOf(channel, id), atMs / 1000, atMs / 1000)
    },
    todo: (channel: Channel, id: string) => readRecipients(pathOf(channel, id)),
    /** One byte is overwritten in place: `T` becomes `D`. */
    markDone: (channel: Channel, id: string, offset: number) => {
      if (!existsSync(pathOf(channel, id))) return
      const file = openSync(pathOf(channel, id), 'r+')
      writeSync(file, 'D', offset)
      closeSync(file)
    },
    endChannel: (channel: Channel, id: string) => remove(pathOf(channel, id)),
    addBounce: (id: string, recipient: string, report: string) => {
      appendFileSync(bounceOf(id), `<${recipient}>:\n${report}\n\n`, { mode: 0o600 })
      own(bounceOf(id), ids.qmails, ids.qmail)
    },
    bounceText: (id: string) => (existsSync(bounceOf(id)) ? readFileSync(bounceOf(id), 'utf8') : null),
    endBounce: (id: string) => remove(bounceOf(id)),
    endMessage: (id: string) => {
      remove(pathOf('info', id))
      remove(pathOf('mess', id))
    },
  }
}
export type QueueFiles = ReturnType<typeof openQueueFiles>

function readRecipients(path: string): Recipient[] {
  const recipients: Recipient[] = []
  const bytes = readFileSync(path)
  for (let offset = 0; offset < bytes.length; ) {
    const end = bytes.indexOf(0, offset)
    if (bytes[offset] === 0x54) recipients.push({ address: bytes.subarray(offset + 1, end).toString('utf8'), offset })
    offset = end + 1
  }
  return recipients
}
