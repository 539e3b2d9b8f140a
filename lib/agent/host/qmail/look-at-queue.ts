import { statSync } from 'node:fs'
import type { QueueLook } from '../../logs/qmail-pending-mail.ts'
import type { QmailPlaces } from './qmail-places.ts'
import { readEnvelope, textOf } from './read-envelope.ts'
import { readSmallFile } from './read-small-file.ts'
import { listMessages } from './shelf-names.ts'
import type { WhoIsWho } from './who-is-who.ts'

/** What the log joiner asks the queue. Files of todo/ are read once each: while a queue stands still there are many. */
export function createQueueLook({ queue }: QmailPlaces, { isSmtpUid, nameOfUid, hostName }: WhoIsWho): QueueLook {
  const pids = new Map<string, { qp: number; mtimeMs: number }>()

  return {
    waitingWith: (qp) => {
      const waiting = listMessages(queue).filter(({ isPreprocessed }) => !isPreprocessed)
      forgetOthers(pids, waiting.map(({ id }) => id))
      const found = waiting.find(({ id }) => pidOf(`${queue.folderOf('todo', id)}/${id}`, id, pids) === qp)
      const envelope = found && readEnvelope(queue, found.id)
      const mess = found && statSync(`${queue.folderOf('mess', found.id)}/${found.id}`, { throwIfNoEntry: false })
      return envelope && mess ? { id: found.id, sender: envelope.sender, recipients: envelope.remote.length, size: mess.size } : null
    },
    recipientsOf: (id) => {
      const envelope = readEnvelope(queue, id)
      return envelope && envelope.remote.length + envelope.local.length
    },
    accountOfUid: (uid) => {
      const name = nameOfUid(uid)
      return name === null || isSmtpUid(uid) || OWN_USERS.has(name) ? null : `uid:${name}@${hostName}`
    },
  }
}

/** Users that qmail itself hands mail in as: bounces (qmails), forwards (alias), vpopmail's deliveries. */
const OWN_USERS = new Set(['qmails', 'qmailq', 'qmailr', 'alias'])

function pidOf(path: string, id: string, pids: Map<string, { qp: number; mtimeMs: number }>): number | null {
  const mtimeMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs
  if (mtimeMs === undefined) return null
  const known = pids.get(id)
  if (known?.mtimeMs === mtimeMs) return known.qp

  const qp = readPid(path)
  if (qp !== null) pids.set(id, { qp, mtimeMs })
  return qp
}

function readPid(path: string): number | null {
  const bytes = readSmallFile(path)
  const field = bytes && textOf(bytes).split('\0').find((one) => one.startsWith('p'))
  return field ? Number(field.slice(1)) : null
}

function forgetOthers(pids: Map<string, unknown>, ids: string[]): void {
  if (pids.size <= ids.length + 100) return
  const present = new Set(ids)
  for (const id of pids.keys()) if (!present.has(id)) pids.delete(id)
}
