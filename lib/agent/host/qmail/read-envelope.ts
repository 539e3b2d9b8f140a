import { readFileSync } from 'node:fs'
import type { Part, Shelf } from './queue-layout.ts'

/** Who sends and who is still to receive. Local recipients of virtual domains stand as qmail rewrote them. */
export type Envelope = {
  sender: string
  /** Still to be delivered (`T`); those done (`D`) are not counted. */
  remote: string[]
  local: string[]
}

/**
 * Envelope of a message wherever it lies: `todo` before preprocessing (`u`, `p`, `F`, `T` fields, all recipients count
 * as remote then), afterwards `info` (`F`), `remote` and `local` (`T`, `D`). Null: neither is there.
 */
export function readEnvelope(shelf: Shelf, id: string): Envelope | null {
  const todo = readFields(shelf, 'todo', id)
  if (todo) return { sender: senderIn(todo), remote: pendingIn(todo), local: [] }

  const info = readFields(shelf, 'info', id)
  if (!info) return null
  return {
    sender: senderIn(info),
    remote: pendingIn(readFields(shelf, 'remote', id) ?? []),
    local: pendingIn(readFields(shelf, 'local', id) ?? []),
  }
}

/** The sender alone, for a comparison just before a file is touched. */
export function readSender(shelf: Shelf, id: string): string | null {
  const fields = readFields(shelf, 'todo', id) ?? readFields(shelf, 'info', id)
  return fields && senderIn(fields)
}

/** Bytes that are no UTF-8 are read as Latin-1, so that every address can be shown and compared. */
export function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.includes('\uFFFD') ? bytes.toString('latin1') : text
}

function readFields(shelf: Shelf, part: Part, id: string): string[] | null {
  try {
    return textOf(readFileSync(`${shelf.folderOf(part, id)}/${id}`)).split('\0')
  } catch (error) {
    // qmail-send unlinks local/ and remote/ when all in them are done, and whole messages while we look.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function senderIn(fields: string[]): string {
  return fields.find((field) => field.startsWith('F'))?.slice(1) ?? ''
}

function pendingIn(fields: string[]): string[] {
  return fields.filter((field) => field.startsWith('T')).map((field) => field.slice(1))
}
