import { chmodSync, linkSync, readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { own, type QmailIds } from './make-spool.ts'

export type IncomingMail = {
  /** How the top line says it came: `from network`, `by uid 1001`, `for bounce`. */
  invoked: string
  pid: number
  uid: number
  sender: string
  recipients: string[]
  /** Everything below the line that qmail-queue adds, starting with qmail-smtpd's own Received line. */
  text: string
  at: Date
}

/**
 * What qmail-queue does (qmail-queue.c): the message in pid/, linked to mess/ under its inode number, the envelope in
 * intd/, linked to todo/. Returns the number.
 */
export function queueMessage(root: string, ids: QmailIds, mail: IncomingMail): string {
  const queue = join(root, 'queue')
  const top = `Received: (qmail ${mail.pid} invoked ${mail.invoked}); ${qmailDate(mail.at)}\n`
  const pidFile = join(queue, 'pid', `${mail.pid}.${mail.at.getTime()}.1`)
  writeFileSync(pidFile, top + mail.text, { mode: 0o644, flag: 'wx' })
  chmodSync(pidFile, 0o644)
  own(pidFile, ids.qmailq, ids.qmail)

  const id = String(statSync(pidFile).ino)
  const mess = join(queue, 'mess', String(Number(id) % splitOf(queue)), id)
  linkSync(pidFile, mess)
  unlinkSync(pidFile)

  const intd = join(queue, 'intd', id)
  const fields = [`u${mail.uid}`, `p${mail.pid}`, `F${mail.sender}`, ...mail.recipients.map((one) => `T${one}`)]
  writeFileSync(intd, fields.map((field) => `${field}\0`).join(''), { mode: 0o644, flag: 'wx' })
  chmodSync(intd, 0o644)
  own(intd, ids.qmailq, ids.qmail)
  linkSync(intd, join(queue, 'todo', id))
  return id
}

/** `24 Nov 2026 02:56:11 -0000`, as date822fmt writes it. */
export function qmailDate(at: Date): string {
  const [, day, month, year, time] = /, (\d+) (\w+) (\d+) ([\d:]+)/.exec(at.toUTCString()) ?? []
  return `${Number(day)} ${month} ${year} ${time} -0000`
}

const splits = new Map<string, number>()

function splitOf(queue: string): number {
  let split = splits.get(queue)
  if (!split) splits.set(queue, (split = readdirSync(join(queue, 'mess')).length))
  return split
}
