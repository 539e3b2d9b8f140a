import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import path from 'node:path'
import { createGunzip } from 'node:zlib'
import { pipeline } from 'node:stream/promises'
import type { LogScan } from './log-scan.ts'
import type { LogStream, QmailScan } from './qmail-scan.ts'

const CHUNK_BYTES = 64 * 1024
const GZIP = [0x1f, 0x8b]

/** Gives a file to the reader, packed by gzip or not: what it is, its first bytes say. */
export async function readLogFile(file: string, scan: LogScan): Promise<void> {
  for await (const chunk of chunksOf(file)) scan.take(chunk)
  scan.endFile()
}

export async function readLogStream(chunks: AsyncIterable<Buffer>, scan: LogScan): Promise<void> {
  for await (const chunk of chunks) scan.take(chunk)
  scan.endFile()
}

type Source = { stream: LogStream; chunks: AsyncGenerator<Buffer> }

/**
 * Reads the logs of several folders side by side, always the one that lags behind in time: what belongs together is
 * then at most a chunk apart, however long the logs are. The files of one folder are parts of one log.
 */
export async function readSideBySide(files: string[], scan: QmailScan): Promise<void> {
  const folders = [...new Set(files.map((file) => path.dirname(file)))]
  const sources = folders.map((folder): Source => {
    const stream = scan.openStream()
    return { stream, chunks: chunksOfAll(files.filter((file) => path.dirname(file) === folder), stream) }
  })
  while (sources.length > 0) {
    const behind = sources.reduce((a, b) => (b.stream.readTo() < a.stream.readTo() ? b : a))
    const { value, done } = await behind.chunks.next()
    if (done) sources.splice(sources.indexOf(behind), 1)
    else behind.stream.take(value)
  }
}

async function* chunksOfAll(files: string[], stream: LogStream): AsyncGenerator<Buffer> {
  for (const file of files) {
    yield* chunksOf(file)
    stream.end()
  }
}

/** One buffer for the whole file: whoever takes a chunk is done with it before the next one. */
async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  const fd = openSync(file, 'r')
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
    for (let isFirst = true; ; isFirst = false) {
      const length = readSync(fd, chunk, 0, CHUNK_BYTES, null)
      if (length === 0) return
      if (isFirst && GZIP.every((byte, at) => chunk[at] === byte)) break
      yield length === CHUNK_BYTES ? chunk : chunk.subarray(0, length)
    }
  } finally {
    closeSync(fd)
  }
  const unpacked = createGunzip()
  const done = pipeline(createReadStream(file), unpacked)
  done.catch(() => undefined)
  yield* unpacked
  await done
}
