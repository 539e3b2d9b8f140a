import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'

const GIVE_UP_MS = 15_000
const RETRY_MS = 5
const SQLITE_BUSY = 5

/**
 * Runs `work` while holding a kernel lock on a file, one holder over all processes and within this one. Node knows no
 * flock(2); the write lock of an empty SQLite file is one, needs no program to be started while every millisecond lets
 * a mail through, and falls with the process that is killed (https://sqlite.org/lockingv3.html). Throws when somebody
 * else keeps the lock for 15 s.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>, giveUpMs = GIVE_UP_MS): Promise<T> {
  const file = new DatabaseSync(path, { timeout: 0 })
  try {
    const deadline = performance.now() + giveUpMs
    while (!takes(file)) {
      if (performance.now() > deadline) throw new Error(`${path} cannot be locked: another process keeps it`)
      await delay(RETRY_MS)
    }
    return await work()
  } finally {
    file.close()
  }
}

function takes(file: DatabaseSync): boolean {
  try {
    file.exec('BEGIN IMMEDIATE')
    return true
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return false
    throw error
  }
}
