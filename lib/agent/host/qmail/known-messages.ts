import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { queuedMessage } from '../../../protocol/messages.ts'
import { readStoreFile, writeStoreFile } from './store-file.ts'

const knownMessage = z.strictObject({
  head: z.strictObject({
    size: z.number(),
    arrivedMs: z.number(),
    qp: z.number().nullable(),
    how: z.enum(['network', 'uid', 'alias', 'bounce', 'unknown']),
    uid: z.number().nullable(),
    claimed: z.string().nullable(),
    clientIp: z.string().nullable(),
  }),
  attribution: queuedMessage.pick({ account: true, witnesses: true, parentId: true }),
})
export type KnownMessage = z.infer<typeof knownMessage>
const line = z.tuple([z.string(), knownMessage])

/**
 * What was found out about queued messages, by number. Kept on disk as well: logs are rotated away after minutes in a
 * burst, mail stays queued for a week, and an agent that starts again must still know whose it is.
 */
export type KnownMessages = {
  get(id: string): KnownMessage | undefined
  set(id: string, message: KnownMessage): void
  forget(ids: string[]): void
  /** Writes down what is new. A crash loses at most what the next look finds out again. */
  flush(): void
  /** Forgets messages that are gone, when they have become many. */
  keepOnly(ids: () => Set<string>): void
}

const SLACK = 1000

export function openKnownMessages(store: string): KnownMessages {
  const path = join(store, 'known.jsonl')
  const known = new Map((readStoreFile(path) ?? '').split('\n').flatMap(parseLine))
  let fresh: string[] = []
  let sizeAfterCleaning = known.size

  return {
    get: (id) => known.get(id),
    set: (id, message) => {
      known.set(id, message)
      if (message.attribution.account !== null) fresh.push(JSON.stringify([id, message]))
    },
    forget: (ids) => ids.forEach((id) => known.delete(id)),
    flush: () => {
      if (fresh.length > 0) appendFileSync(path, fresh.map((one) => `${one}\n`).join(''), { mode: 0o600 })
      fresh = []
    },
    keepOnly: (ids) => {
      if (known.size <= sizeAfterCleaning * 2 + SLACK) return
      const present = ids()
      for (const id of known.keys()) if (!present.has(id)) known.delete(id)
      sizeAfterCleaning = known.size
      fresh = []
      const lines = [...known].filter(([, { attribution }]) => attribution.account !== null).map((one) => `${JSON.stringify(one)}\n`)
      writeStoreFile(path, lines.join(''))
    },
  }
}

/** The last line may be cut by a crash; what it said is found out again. */
function parseLine(text: string): [string, KnownMessage][] {
  try {
    const parsed = line.safeParse(JSON.parse(text))
    return parsed.success ? [parsed.data] : []
  } catch {
    return []
  }
}
