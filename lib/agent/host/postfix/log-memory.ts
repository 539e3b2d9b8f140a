import { open, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { olderPartsOf, statPart, type LogPart } from '../../logs/log-place.ts'
import type { LogEvent } from '../mail-host.ts'
import type { KnownMessages } from '../../logs/postfix-events.ts'
import { readLines } from '../../logs/read-lines.ts'

const BYTES_MAX = 256 * 1024 * 1024

/**
 * What the log tells about messages beyond their queue files: the account of local programs' mail, and which message
 * a bounce speaks of. Read when first needed, at most the newest 256 MiB, then only what has come since.
 */
export function logMemory(path: string | null, read: (line: string) => LogEvent[], known: KnownMessages) {
  const readUpTo = new Map<number, number>()

  const catchUp = async (): Promise<void> => {
    if (path === null) return
    for (const part of await newestParts(path)) {
      const from = readUpTo.get(part.inode) ?? 0
      if (part.size > from) readUpTo.set(part.inode, await readPart(part, from, read))
    }
  }
  return { catchUp, known }
}

/** Parts of the log, oldest first, as many of the newest as fit. */
async function newestParts(path: string): Promise<LogPart[]> {
  const isOlder = olderPartsOf(path)
  const names = (await readdir(dirname(path))).filter((name) => name === basename(path) || isOlder(name))
  const parts = (await Promise.all(names.map((name) => statPart(join(dirname(path), name))))).filter((part) => part !== null)
  parts.sort((a, b) => (a.mtimeNs < b.mtimeNs ? 1 : -1))

  let bytes = 0
  return parts.filter((part) => (bytes += part.size) <= BYTES_MAX || part.path === path).reverse()
}

async function readPart(part: LogPart, from: number, read: (line: string) => LogEvent[]): Promise<number> {
  const file = await open(part.path, 'r')
  try {
    let offset = part.size - from > BYTES_MAX ? part.size - BYTES_MAX : from
    for (;;) {
      const block = await readLines(file, offset, offset)
      if ('waitAt' in block) return offset
      for (const line of block.lines) if (isTelling(line)) read(line)
      offset = block.next
    }
  } finally {
    await file.close()
  }
}

function isTelling(line: string): boolean {
  return line.includes(': client=') || line.includes(': uid=') || line.includes(' notification: ')
}

export type LogMemory = ReturnType<typeof logMemory>
