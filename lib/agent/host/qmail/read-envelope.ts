import { existsSync } from 'node:fs'
import type { Part, Shelf } from './queue-layout.ts'
import { readSmallFile } from './read-small-file.ts'
import type { ShelfNames } from './shelf-names.ts'

/** Who sends and who is still to receive. Local recipients of virtual domains stand as qmail rewrote them. */
export type Envelope = {
  sender: string
  /** Still to be delivered (`T`); those done (`D`) are not counted. */
  remote: string[]
  local: string[]
}

/**
 * Envelope of a message wherever it lies: `todo` before preprocessing (`u`, `p`, `F`, `T` fields, all recipients count
 * as remote then), afterwards `info` (`F`), `remote` and `local` (`T`, `D`). Null: neither is there. `names` saves
 * asking for each file in a large queue; it may be older than the message is.
 */
export function readEnvelope(shelf: Shelf, id: string, names: ShelfNames = asking(shelf)): Envelope | null {
  const todo = readFields(shelf, 'todo', id, names)
  if (todo) return { sender: senderIn(todo), remote: pendingIn(todo), local: [] }

  const info = readFields(shelf, 'info', id, names)
  if (!info) return null
  return {
    sender: senderIn(info),
    remote: pendingIn(readFields(shelf, 'remote', id, names) ?? []),
    local: pendingIn(readFields(shelf, 'local', id, names) ?? []),
  }
}

/** The sender alone, for a comparison just before a file is touched. */
export function readSender(shelf: Shelf, id: string): string | null {
  const names = asking(shelf)
  const fields = readFields(shelf, 'todo', id, names) ?? readFields(shelf, 'info', id, names)
  return fields && senderIn(fields)
}

/** Bytes that are no UTF-8 are read as Latin-1, so that every address can be shown and compared. */
export function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.includes('\uFFFD') ? bytes.toString('latin1') : text
}

/** Asks the disk each time; an open that fails costs ten times as much. */
function asking(shelf: Shelf): ShelfNames {
  return { has: (part, id) => existsSync(`${shelf.folderOf(part, id)}/${id}`) }
}

function readFields(shelf: Shelf, part: Part, id: string, names: ShelfNames): string[] | null {
  if (!names.has(part, id)) return null
  const bytes = readSmallFile(`${shelf.folderOf(part, id)}/${id}`)
  return bytes && textOf(bytes).split('\0')
}

function senderIn(fields: string[]): string {
  return fields.find((field) => field.startsWith('F'))?.slice(1) ?? ''
}

function pendingIn(fields: string[]): string[] {
  return fields.filter((field) => field.startsWith('T')).map((field) => field.slice(1))
}
