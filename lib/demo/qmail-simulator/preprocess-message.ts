import { chmodSync, existsSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { own, type QmailIds } from './make-spool.ts'
import type { Channel } from './retry-schedule.ts'

export type Preprocessed = { bytes: number; sender: string; pid: number; uid: number; channels: Channel[] }

/**
 * todo/N becomes info/N, local/N and remote/N (qmail-send.c, todo_do); then intd and todo are removed, todo last.
 * Null when the message is gone.
 */
export function preprocessMessage(queue: string, id: string, split: number, locals: Set<string>, ids: QmailIds): Preprocessed | null {
  const todo = join(queue, 'todo', id)
  const inSplit = (part: string) => join(queue, part, String(Number(id) % split), id)
  if (!existsSync(todo) || !existsSync(inSplit('mess'))) return null

  const fields = readFileSync(todo, 'utf8').split('\0').filter(Boolean)
  const value = (letter: string) => fields.find((field) => field.startsWith(letter))?.slice(1) ?? ''
  const recipients = fields.filter((field) => field.startsWith('T')).map((field) => field.slice(1))
  const isLocal = (one: string) => locals.has(one.slice(one.lastIndexOf('@') + 1).toLowerCase())
  const groups: [Channel, string[]][] = [
    ['local', recipients.filter(isLocal)],
    ['remote', recipients.filter((one) => !isLocal(one))],
  ]
  for (const [channel, group] of groups) {
    if (group.length > 0) writeOwned(inSplit(channel), group.map((one) => `T${one}\0`).join(''), ids)
  }
  writeOwned(inSplit('info'), `F${value('F')}\0`, ids)
  const intd = join(queue, 'intd', id)
  if (existsSync(intd)) unlinkSync(intd)
  unlinkSync(todo)

  const channels = groups.filter(([, group]) => group.length > 0).map(([channel]) => channel)
  return { bytes: statSync(inSplit('mess')).size, sender: value('F'), pid: Number(value('p')), uid: Number(value('u')), channels }
}

function writeOwned(path: string, text: string, ids: QmailIds): void {
  writeFileSync(path, text, { mode: 0o600 })
  chmodSync(path, 0o600)
  own(path, ids.qmails, ids.qmail)
}
