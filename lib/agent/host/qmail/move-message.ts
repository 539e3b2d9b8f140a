import { renameSync } from 'node:fs'
import { PARTS, type Part, type Shelf } from './queue-layout.ts'
import type { ShelfNames } from './shelf-names.ts'
import { fsyncFolder } from './store-file.ts'

export type MoveWay = { from: Shelf; fromNames: ShelfNames; to: Shelf; order: readonly Part[]; touched: Set<string> }

/** Out of the queue the deciding part goes first, into it last: half a message is never seen by qmail-send. */
export const OUT: readonly Part[] = PARTS
export const BACK: readonly Part[] = [...PARTS].reverse()

/**
 * Renames all parts of a message that still lie on `from`. Inode, owner, mode and times stay as they are. Finishes a
 * move that a crash cut short as well as it does a whole one. Returns how many files it moved.
 */
export function moveMessage(id: string, { from, fromNames, to, order, touched }: MoveWay): number {
  let moved = 0
  for (const part of order) {
    if (!fromNames.has(part, id)) continue
    const source = from.folderOf(part, id)
    const target = to.folderOf(part, id)
    renameSync(`${source}/${id}`, `${target}/${id}`)
    touched.add(source).add(target)
    moved++
  }
  return moved
}

/** Makes all renames of a batch durable: one flush per folder, not per message. */
export function fsyncTouched(touched: Set<string>): void {
  for (const folder of touched) fsyncFolder(folder)
}
