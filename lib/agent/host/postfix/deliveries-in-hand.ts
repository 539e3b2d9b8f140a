import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Located } from './find-in-queue.ts'

const LOOK_EVERY_MS = 100
const WAIT_MS = 5_000

/**
 * Parts messages into those no delivery agent works on and those one still does after 5 s. An agent that took a
 * message before it was put on hold goes on with it and keeps a shared flock on the queue file (deliver_request.c).
 */
export async function waitForDeliveries<T extends { located: Located }>(looks: T[]): Promise<{ free: T[]; busy: T[] }> {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const locked = await lockedInodes()
    const busy = looks.filter(({ located }) => locked.has(located.file.inode))
    if (busy.length === 0 || waited >= WAIT_MS) return { free: looks.filter((look) => !busy.includes(look)), busy }
    await wait(LOOK_EVERY_MS)
  }
}

/** Inodes with a lock on them, of any file system, from /proc/locks: `1: FLOCK ADVISORY READ 712 fe:00:1835 0 EOF`. */
async function lockedInodes(): Promise<Set<number>> {
  const text = await readFile('/proc/locks', 'utf8')
  const inodes = text.split('\n').map((line) => / [0-9a-f]+:[0-9a-f]+:(\d+) /.exec(line)?.[1])
  return new Set(inodes.filter((inode) => inode !== undefined).map(Number))
}
