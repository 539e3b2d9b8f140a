import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Replaces a file so that a crash leaves either the old or the new one whole: written beside it, flushed, renamed, the
 * folder flushed. Synchronous, because a journal entry must be down before the next step is taken.
 */
export function writeFileDurably(path: string, text: string, mode: number): void {
  const beside = `${path}.${process.pid}.tmp`
  const file = openSync(beside, 'w', mode)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(beside, path)

  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
