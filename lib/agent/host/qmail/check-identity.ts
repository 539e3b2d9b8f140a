import { statSync } from 'node:fs'
import type { MessageRef } from '../../../protocol/messages.ts'
import type { Shelf } from './queue-layout.ts'
import { readSender } from './read-envelope.ts'

/**
 * Whether the message of this number is still the one that was meant: numbers are inodes and are used again at once.
 * `envelope` is the shelf that holds its info or todo, `body` the one that holds its mess (they differ after a crash).
 */
export function isSameMessage(ref: MessageRef, envelope: Shelf, body: Shelf): boolean {
  const mess = statSync(`${body.folderOf('mess', ref.id)}/${ref.id}`, { throwIfNoEntry: false })
  if (!mess || mess.size !== ref.size) return false
  return Math.floor(mess.mtimeMs) === Date.parse(ref.arrivedAt) && readSender(envelope, ref.id)?.slice(0, 1000) === ref.sender
}
