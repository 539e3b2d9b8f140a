import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { LogScan } from './log-scan.ts'

const CHUNK_BYTES = 64 * 1024
const GZIP = [0x1f, 0x8b]

/** Gives a file to the reader, packed by gzip or not: what it is, its first bytes say. */
export async function readLogFile(file: string, scan: LogScan): Promise<void> {
  const isPlain = readPlainFile(file, scan)
  if (!isPlain) await pipeline(createReadStream(file), createGunzip(), (chunks) => readLogStream(chunks, scan))
  scan.endFile()
}

export async function readLogStream(chunks: AsyncIterable<Buffer>, scan: LogScan): Promise<void> {
  for await (const chunk of chunks) scan.take(chunk)
}

/** One buffer for the whole file, read without waiting in between: a log is read from the disk's cache or in order. */
function readPlainFile(file: string, scan: LogScan): boolean {
  const fd = openSync(file, 'r')
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
    for (let isFirst = true; ; isFirst = false) {
      const length = readSync(fd, chunk, 0, CHUNK_BYTES, null)
      if (length === 0) return true
      if (isFirst && GZIP.every((byte, at) => chunk[at] === byte)) return false
      scan.take(length === CHUNK_BYTES ? chunk : chunk.subarray(0, length))
    }
  } finally {
    closeSync(fd)
  }
}
