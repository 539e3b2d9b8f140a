import { open, readdir, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { journaldPart } from './journald-part.ts'
import { createGunzip } from 'node:zlib'
import { oldestFirst } from '../logs/scan/oldest-first.ts'
import { LINE_BYTES_MAX } from '../logs/read-lines.ts'

/** Whole lines of one part: `bytes` from `from` to `to`, the first of them at `offset` of the part. Used again afterwards. */
export type Block = { bytes: Buffer; from: number; to: number; offset: number }
export type Direction = 'forward' | 'backward'
/** The moment a line was written, in milliseconds; null when it bears no stamp that can be read. */
export type ReadStamp = (line: string) => number | null

/** One file of a log, open. Packed ones cannot be read from the middle: all of it is given, from its beginning. */
export type LogPart = {
  name: string
  /** The moment of the first line that tells one. */
  firstAt: number | null
  /** Lines written from `fromAt` to `toAt`, and some before and after. */
  blocks(direction: Direction, fromAt: number, toAt: number): AsyncGenerator<Block>
  close(): Promise<void>
}

const BLOCK_BYTES = 1024 * 1024
const PROBE_BYTES = LINE_BYTES_MAX
const NEWLINE = 0x0a

/** Opens a file of a log. `isGrowing`: a last line without an end is not finished yet and is left out. */
export async function openPart(file: string, readStamp: ReadStamp, isGrowing: boolean, blockBytes = BLOCK_BYTES): Promise<LogPart> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const head = await readAt(handle, 0, Math.min(size, 16))
    if (head[0] === 0x1f && head[1] === 0x8b) return await packedPart(file, handle, readStamp)
    if (isPackedOtherwise(head)) throw new Error('packed by a program that is not known here')
    return plainPart(file, handle, { size, readStamp, isGrowing, blockBytes, firstAt: await firstStamp(handle, size, readStamp) })
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** Used again and again: memory outside of the heap is given back late, and searches would add up to much of it. */
const idle: Buffer[] = []
const IDLE_MAX = 6

function takeBuffer(blockBytes: number): Buffer {
  return (blockBytes <= BLOCK_BYTES ? idle.pop() : undefined) ?? Buffer.allocUnsafeSlow(1 + Math.max(blockBytes, BLOCK_BYTES) + LINE_BYTES_MAX)
}

function giveBack(buffer: Buffer): void {
  if (idle.length < IDLE_MAX) idle.push(buffer)
}

/** xz, zstd, bzip2. */
function isPackedOtherwise(head: Buffer): boolean {
  return ['fd377a585a', '28b52ffd', '425a68'].some((magic) => head.toString('hex', 0, magic.length / 2) === magic)
}

type Plain = { size: number; readStamp: ReadStamp; isGrowing: boolean; blockBytes: number; firstAt: number | null }

function plainPart(name: string, handle: FileHandle, { size, readStamp, isGrowing, blockBytes, firstAt }: Plain): LogPart {
  async function* blocks(direction: Direction, fromAt: number, toAt: number): AsyncGenerator<Block> {
    const from = await findOffset(handle, { size, readStamp, at: fromAt, isUpper: false })
    const to = await findOffset(handle, { size, readStamp, at: toAt, isUpper: true })
    const count = Math.ceil((to - from) / blockBytes)
    const startOf = (n: number) => from + (direction === 'forward' ? n : count - 1 - n) * blockBytes
    const buffers = [takeBuffer(blockBytes), takeBuffer(blockBytes)]
    const read = (n: number) => readBlock(handle, { start: startOf(n), end: Math.min(to, startOf(n) + blockBytes), size, isGrowing, buffer: buffers[n % 2] as Buffer })
    let coming = count > 0 ? read(0) : null
    try {
      for (let n = 0; n < count; n++) {
        const block = await (coming as ReturnType<typeof read>)
        coming = n + 1 < count ? read(n + 1) : null
        if (block) yield block
      }
    } finally {
      // What was begun still writes into its buffer.
      await coming?.catch(() => undefined)
      for (const buffer of buffers) giveBack(buffer)
    }
  }
  return { name, firstAt, blocks, close: () => handle.close() }
}

type BlockPlace = { start: number; end: number; size: number; isGrowing: boolean; buffer: Buffer }

/** The lines that begin from `start` to `end`; the byte before tells whether one begins at `start`. */
async function readBlock(handle: FileHandle, { start, end, size, isGrowing, buffer }: BlockPlace): Promise<Block | null> {
  const position = Math.max(0, start - 1)
  const wanted = Math.min(size, end + LINE_BYTES_MAX) - position
  let length = 0
  while (length < wanted) {
    const { bytesRead } = await handle.read(buffer, length, wanted - length, position + length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  const bytes = buffer.subarray(0, length)
  const from = start === 0 ? 0 : bytes.indexOf(NEWLINE) + 1
  if ((start > 0 && from === 0) || position + from >= end) return null

  const last = bytes.indexOf(NEWLINE, Math.min(length, end - 1 - position))
  const isAtEnd = position + length >= size
  const to = last >= 0 ? last + 1 : isAtEnd && !isGrowing ? length : bytes.lastIndexOf(NEWLINE) + 1
  return to > from ? { bytes, from, to, offset: position + from } : null
}

type Sought = { size: number; readStamp: ReadStamp; at: number; isUpper: boolean }

/** A place in the file before which (`isUpper`: behind which) all lines are from before (after) the moment. */
async function findOffset(handle: FileHandle, { size, readStamp, at, isUpper }: Sought): Promise<number> {
  if (at === Infinity) return size
  if (at === -Infinity) return 0
  let low = 0
  let high = size
  const buffer = takeBuffer(0)
  try {
    while (high - low > PROBE_BYTES) {
      const middle = Math.floor((low + high) / 2)
      const found = (await stampAt(handle, middle, buffer.subarray(0, 4096), readStamp)) ?? (await stampAt(handle, middle, buffer.subarray(0, PROBE_BYTES), readStamp))
      const isBefore = found === null ? isUpper : isUpper ? found <= at : found < at
      if (isBefore) low = middle
      else high = middle
    }
  } finally {
    giveBack(buffer)
  }
  return isUpper ? Math.min(size, high + PROBE_BYTES) : low
}

async function stampAt(handle: FileHandle, position: number, buffer: Buffer, readStamp: ReadStamp): Promise<number | null> {
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, position)
  return stampIn(buffer.subarray(0, bytesRead), readStamp, false)
}

async function firstStamp(handle: FileHandle, size: number, readStamp: ReadStamp): Promise<number | null> {
  const buffer = takeBuffer(0)
  try {
    for (const bytes of [4096, PROBE_BYTES, BLOCK_BYTES]) {
      const { bytesRead } = await handle.read(buffer, 0, bytes, 0)
      const found = stampIn(buffer.subarray(0, bytesRead), readStamp, true)
      if (found !== null || bytesRead < bytes || bytes >= size) return found
    }
    return null
  } finally {
    giveBack(buffer)
  }
}

function stampIn(bytes: Buffer, readStamp: ReadStamp, isLineStart: boolean): number | null {
  let from = isLineStart ? 0 : bytes.indexOf(NEWLINE) + 1
  if (from === 0 && !isLineStart) return null
  for (let look = 0; look < 200 && from < bytes.length; look++) {
    const newline = bytes.indexOf(NEWLINE, from)
    const to = newline < 0 ? bytes.length : newline
    const at = readStamp(bytes.toString('latin1', from, Math.min(to, from + 200)))
    if (at !== null) return at
    from = to + 1
  }
  return null
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  const { bytesRead } = await handle.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}

async function packedPart(name: string, handle: FileHandle, readStamp: ReadStamp): Promise<LogPart> {
  const chunks = async function* (): AsyncGenerator<Buffer> {
    const unpacked = handle.createReadStream({ start: 0, autoClose: false }).on('error', (error) => unpacked.destroy(error)).pipe(createGunzip())
    yield* unpacked as AsyncIterable<Buffer>
  }
  let firstAt: number | null = null
  for await (const block of blocksOf(chunks())) {
    firstAt = stampIn(block.bytes.subarray(block.from, block.to), readStamp, true)
    break
  }
  return { name, firstAt, blocks: () => blocksOf(chunks()), close: () => handle.close() }
}

/** Cuts a stream into blocks of whole lines; a line longer than 64 KiB is left out. */
export async function* blocksOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Block> {
  const buffer = takeBuffer(BLOCK_BYTES)
  try {
    yield* cutBlocks(chunks, buffer)
  } finally {
    giveBack(buffer)
  }
}

async function* cutBlocks(chunks: AsyncIterable<Buffer>, buffer: Buffer): AsyncGenerator<Block> {
  let held = 0
  let offset = 0
  let isSkipping = false
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const length = Math.min(chunk.length - at, BLOCK_BYTES - held)
      chunk.copy(buffer, held, at, at + length)
      at += length
      held += length
      if (held < BLOCK_BYTES) continue
      const from = isSkipping ? buffer.subarray(0, held).indexOf(NEWLINE) + 1 : 0
      const to = buffer.lastIndexOf(NEWLINE, held - 1) + 1
      if (to > from && !(isSkipping && from === 0)) yield { bytes: buffer, from, to, offset: offset + from }
      if (to > 0) isSkipping = false
      const rest = held - to
      if (rest > LINE_BYTES_MAX) isSkipping = true
      const kept = isSkipping ? 0 : rest
      buffer.copy(buffer, 0, to + rest - kept, held)
      offset += held - kept
      held = kept
    }
  }
  const from = isSkipping ? buffer.subarray(0, held).indexOf(NEWLINE) + 1 : 0
  if (held > from && !(isSkipping && from === 0)) yield { bytes: buffer, from, to: held, offset: offset + from }
}

/**
 * One log of a host: the file that is written, and which names beside it are older parts; or files named by hand,
 * oldest first; or the program that prints the journal.
 */
export type LogSource = { current: string; isOlder: (name: string) => boolean } | { files: string[] } | { journald: string }

/** The parts of a log, oldest first, and the names of those that cannot be read. */
export async function openParts(source: LogSource, readStamp: ReadStamp, changedSince: number, blockBytes?: number): Promise<{ parts: LogPart[]; unread: string[] }> {
  if ('journald' in source) return { parts: [journaldPart(source.journald)], unread: [] }
  const files = 'files' in source ? source.files : await filesOf(source.current, source.isOlder)
  const parts: LogPart[] = []
  const unread: string[] = []
  const seen = new Set<number>()
  for (const file of files) {
    try {
      const handle = await open(file, 'r')
      const { ino, mtimeMs } = await handle.stat().finally(() => handle.close())
      // Renamed by a rotation between two looks, it would be read twice.
      if (seen.has(ino) || ('current' in source && mtimeMs < changedSince)) continue
      seen.add(ino)
      parts.push(await openPart(file, readStamp, 'current' in source && file === source.current, blockBytes))
    } catch {
      unread.push(file)
    }
  }
  return { parts: 'files' in source ? parts : parts.sort((a, b) => (a.firstAt ?? Infinity) - (b.firstAt ?? Infinity)), unread }
}

async function filesOf(current: string, isOlder: (name: string) => boolean): Promise<string[]> {
  const folder = path.dirname(current)
  const names = await readdir(folder).catch(() => [])
  const older = names.filter((name) => name !== path.basename(current) && isOlder(name))
  return oldestFirst([current, ...older.map((name) => path.join(folder, name))])
}
