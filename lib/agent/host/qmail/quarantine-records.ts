import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { queuedMessage, type QueuedMessage } from '../../../protocol/messages.ts'
import { readStoreFile, removeStoreFile, writeStoreFile } from './store-file.ts'

const record = z.array(queuedMessage)

/** What was known of each quarantined message when it was taken: logs forget, quarantine must not. */
export type QuarantineRecords = {
  get(id: string): QueuedMessage | undefined
  /** On stable storage when it returns. */
  write(actId: string, messages: QueuedMessage[]): void
  /** Drops records of which no message is in quarantine any more. */
  prune(isThere: (id: string) => boolean): void
}

export function openQuarantineRecords(store: string): QuarantineRecords {
  const folder = join(store, 'records')
  const byAct = new Map(readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => [name, readRecord(join(folder, name))]))
  const byId = new Map([...byAct.values()].flat().map((message) => [message.id, message]))

  return {
    get: (id) => byId.get(id),
    write: (actId, messages) => {
      if (messages.length === 0) return
      // After a crash the same act runs again for the rest: what it wrote the first time stays true.
      const name = `${actId}.json`
      const fresh = new Set(messages.map(({ id }) => id))
      const all = [...(byAct.get(name) ?? []).filter(({ id }) => !fresh.has(id)), ...messages]
      writeStoreFile(join(folder, name), JSON.stringify(all))
      byAct.set(name, all)
      for (const message of messages) byId.set(message.id, message)
    },
    prune: (isThere) => {
      for (const [name, messages] of byAct) {
        if (messages.some(({ id }) => isThere(id))) continue
        removeStoreFile(join(folder, name))
        byAct.delete(name)
        for (const message of messages) if (byId.get(message.id) === message) byId.delete(message.id)
      }
    },
  }
}

function readRecord(path: string): QueuedMessage[] {
  return record.parse(JSON.parse(readStoreFile(path) ?? '[]'))
}
