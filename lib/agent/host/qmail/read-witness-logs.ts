import { closeSync, existsSync, openSync, readdirSync, readSync, fstatSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isOlderMultilogFile } from '../../logs/multilog-stamp.ts'
import { readQmailHostLine, type QmailHostLine } from '../../logs/qmail-host-line.ts'
import { breather } from './breathe.ts'
import { textOf } from './read-envelope.ts'

const BLOCK_BYTES = 256 * 1024

/**
 * A reader that hands over the lines of all log files there are; each call reads only what was added
 * since the last. Files are known by inode, so rotation reads nothing twice.
 */
export function createWitnessReader(logs: string[], learn: (line: QmailHostLine) => void, now: () => Date): () => Promise<void> {
  const readUntil = new Map<string, number>()
  return async () => {
    const breathe = breather()
    const present = new Set<string>()
    for (const path of logs.flatMap(filesOf)) {
      const file = await readFrom(path, readUntil, (line) => {
        const read = readQmailHostLine(line, now())
        if (read) learn(read)
      }, breathe)
      if (file !== null) present.add(file)
    }
    for (const file of readUntil.keys()) if (!present.has(file)) readUntil.delete(file)
  }
}

/** Oldest first: the older files of a multilog folder by name, which is their time, then `current`; or a plain file. */
function filesOf(log: string): string[] {
  if (!existsSync(log)) return []
  if (!statSync(log).isDirectory()) return [`${log}.1`, log].filter((path) => existsSync(path))
  const older = readdirSync(log).filter(isOlderMultilogFile).sort()
  return [...older, 'current'].map((name) => join(log, name)).filter((path) => existsSync(path))
}

async function readFrom(
  path: string,
  readUntil: Map<string, number>,
  take: (line: string) => void,
  breathe: () => Promise<void>,
): Promise<string | null> {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  try {
    const { dev, ino, size } = fstatSync(file)
    const name = `${dev}:${ino}`
    const known = readUntil.get(name) ?? 0
    // Shorter than what was read: cut in place, or another file that got the number.
    let offset = known > size ? 0 : known
    for (;;) {
      const block = Buffer.allocUnsafe(BLOCK_BYTES)
      const bytes = block.subarray(0, readSync(file, block, 0, BLOCK_BYTES, offset))
      const end = bytes.lastIndexOf(0x0a) + 1
      for (const line of textOf(bytes.subarray(0, end)).split('\n')) if (line) take(line)
      offset += end === 0 && bytes.length === BLOCK_BYTES ? bytes.length : end
      readUntil.set(name, offset)
      if (bytes.length < BLOCK_BYTES) return name
      await breathe()
    }
  } finally {
    closeSync(file)
  }
}
