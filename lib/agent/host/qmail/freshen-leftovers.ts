import { execFile } from 'node:child_process'
import { statSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Shelf } from './queue-layout.ts'

const run = promisify(execFile)
const FILES_PER_CALL = 1000
const FRESH_MS = 12 * 3_600_000

/**
 * Sets the access time of old mess files to now, and nothing else. For the blink between two renames a mess file lies
 * in the queue without its info; qmail-send's clean-up deletes such files when they were last read 36 hours ago
 * (OSSIFIED in qmail-send.c). If the machine went down right there, that would be the mail. touch(1) knows how to
 * leave the modification time alone, Node does not.
 */
export async function freshenLeftovers(shelf: Shelf, ids: string[], nowMs: number): Promise<void> {
  const old = ids.map((id) => `${shelf.folderOf('mess', id)}/${id}`).filter((path) => isOld(path, nowMs))
  for (let from = 0; from < old.length; from += FILES_PER_CALL) {
    await run('touch', ['-a', '-c', '--', ...old.slice(from, from + FILES_PER_CALL)], { timeout: 20_000 })
  }
}

function isOld(path: string, nowMs: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && nowMs - found.atimeMs > FRESH_MS
}
