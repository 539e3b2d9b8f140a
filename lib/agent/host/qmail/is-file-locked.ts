import { readFileSync, statSync } from 'node:fs'

/**
 * Whether somebody holds a flock on a file, read from /proc/locks (proc(5)). Trying the lock ourselves would be
 * wrong: a qmail-send that starts in that moment finds it taken and gives up.
 */
export function isFileLocked(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return false
  const inode = `:${found.ino}`
  return readFileSync('/proc/locks', 'utf8')
    .split('\n')
    .some((line) => line.includes(' FLOCK ') && line.split(/\s+/).some((field) => /^[0-9a-f]+:[0-9a-f]+:\d+$/.test(field) && field.endsWith(inode)))
}
