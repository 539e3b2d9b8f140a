import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { accountName, instant } from '../../../protocol/primitives.ts'
import { readStoreFile, removeStoreFile, writeStoreFile } from './store-file.ts'

const relayRecord = z.strictObject({
  account: accountName,
  state: z.enum(['locked', 'watched', 'open']),
  /** pw_gid as it was before we first touched the account. */
  gidBefore: z.number().int().min(0),
  /**
   * After a watch the queue stands still until what came in meanwhile is dealt with: in quarantine when the account was
   * locked again, released when it was opened.
   */
  waits: z.enum(['quarantine', 'release']).nullable(),
  /** Since when it is in this state. */
  at: instant,
})
export type RelayRecord = z.infer<typeof relayRecord>

/** What we did to accounts, written before it is done: on stable storage before vpopmail is touched. */
export type RelayRecords = {
  get(account: string): RelayRecord | undefined
  all(): RelayRecord[]
  write(record: RelayRecord): void
  remove(account: string): void
}

export function openRelayRecords(store: string): RelayRecords {
  const folder = join(store, 'relay')
  const pathOf = (account: string) => join(folder, `${encodeURIComponent(account)}.json`)
  const read = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => readRecord(join(folder, name)))
  const records = new Map(read.map((record) => [record.account, record]))

  return {
    get: (account) => records.get(account),
    all: () => [...records.values()],
    write: (record) => {
      writeStoreFile(pathOf(record.account), JSON.stringify(record))
      records.set(record.account, record)
    },
    remove: (account) => {
      removeStoreFile(pathOf(account))
      records.delete(account)
    },
  }
}

function readRecord(path: string): RelayRecord {
  return relayRecord.parse(JSON.parse(readStoreFile(path) ?? 'null'))
}
