import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { flatShelf, openQueue, PARTS, type QueueShelf, type Shelf } from './queue-layout.ts'

/** Where messages of one host can lie, and where the driver keeps its own papers. */
export type QmailPlaces = { queue: QueueShelf; quarantine: Shelf; trash: Shelf; store: string }

/**
 * Opens the queue and makes our folders. Throws when they are not on the queue's file system: only a rename keeps the
 * inode, and the inode is the message's name in qmail.
 */
export function openPlaces(root: string, store = join(root, 'relayward')): QmailPlaces {
  const queue = openQueue(root)
  for (const folder of ['quarantine', 'trash'].flatMap((shelf) => PARTS.map((part) => join(store, shelf, part)))) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }
  for (const folder of ['records', 'relay']) mkdirSync(join(store, folder), { recursive: true, mode: 0o700 })

  if (statSync(store).dev !== statSync(join(root, 'queue', 'mess')).dev) {
    throw new Error(`${store} is not on the file system of ${root}/queue: name a folder there as the store of the quarantine`)
  }
  return { queue, quarantine: flatShelf(join(store, 'quarantine')), trash: flatShelf(join(store, 'trash')), store }
}
