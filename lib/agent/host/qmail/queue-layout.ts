import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The files that make up one queued message (qmail INTERNALS). */
export type Part = 'todo' | 'info' | 'intd' | 'mess' | 'remote' | 'local' | 'bounce'

/**
 * Order in which a message leaves the queue. A message lies where its `todo` lies, or its `info` once it is
 * preprocessed: that one rename is the whole decision. What is left behind for a moment is of no consequence, because
 * qmail-send finds messages through todo/ and info/ only. Coming back goes the other way round.
 */
export const PARTS: readonly Part[] = ['todo', 'info', 'intd', 'mess', 'remote', 'local', 'bounce']

/** A place that can hold messages: the queue, the quarantine or the trash. */
export type Shelf = { folders(part: Part): string[]; folderOf(part: Part, id: string): string }

export type QueueShelf = Shelf & { split: number }

/** Reads conf-split and big-todo off the folders, as qmHandle does. Throws when there is no queue. */
export function openQueue(root: string): QueueShelf {
  const queue = join(root, 'queue')
  const split = readdirSync(join(queue, 'mess')).filter((name) => /^\d+$/.test(name)).length
  if (split === 0) throw new Error(`${queue}/mess has no split folders: this is no qmail queue`)

  const isSplit: Record<Part, boolean> = {
    mess: true,
    info: true,
    remote: true,
    local: true,
    bounce: false,
    todo: existsSync(join(queue, 'todo', '0')) && existsSync(join(queue, 'todo', String(split - 1))),
    intd: existsSync(join(queue, 'intd', '0')) && existsSync(join(queue, 'intd', String(split - 1))),
  }
  const folders = Object.fromEntries(PARTS.map((part) => [part, foldersOf(join(queue, part), isSplit[part] ? split : 0)]))
  return {
    split,
    folders: (part) => folders[part] ?? [],
    folderOf: (part, id) => folders[part]?.[isSplit[part] ? Number(id) % split : 0] ?? join(queue, part),
  }
}

/** One folder per part: quarantine and trash need no split, their numbers are unique as inodes are. */
export function flatShelf(folder: string): Shelf {
  return { folders: (part) => [join(folder, part)], folderOf: (part) => join(folder, part) }
}

function foldersOf(folder: string, split: number): string[] {
  return split === 0 ? [folder] : Array.from({ length: split }, (_, index) => join(folder, String(index)))
}
