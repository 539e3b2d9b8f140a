import type { FileHandle } from 'node:fs/promises'

export const LINE_BYTES_MAX = 64 * 1024
const BLOCK_BYTES = 4 * LINE_BYTES_MAX
const NEWLINE = 0x0a

/** Complete lines of one block. `unread`: beginnings of lines longer than 64 KiB, which nobody parses. */
export type ReadLines = { lines: string[]; unread: string[]; next: number }

/**
 * Reads whole lines from `offset` on, at most one block (256 KiB) of them. Null when no line has ended yet. `scanned`
 * is how far an endless line is known to hold no line end, so that a line of many megabytes is looked at once.
 */
export async function readLines(
  file: FileHandle,
  offset: number,
  scanned: number,
): Promise<ReadLines | { waitAt: number }> {
  const block = Buffer.allocUnsafe(BLOCK_BYTES)
  const { bytesRead } = await file.read(block, 0, BLOCK_BYTES, offset)
  const end = block.subarray(0, bytesRead).lastIndexOf(NEWLINE)

  if (end >= 0) return { ...splitLines(block.subarray(0, end)), next: offset + end + 1 }
  if (bytesRead < BLOCK_BYTES) return { waitAt: offset }

  const ending = await findLineEnd(file, Math.max(offset + bytesRead, scanned))
  if (!ending.found) return { waitAt: ending.at }
  return { lines: [], unread: [cutLine(block)], next: ending.at + 1 }
}

/** The last line of a part that nobody writes to any more, although it has no line end. Null when there is none. */
export async function readUnendedLine(file: FileHandle, offset: number): Promise<ReadLines | null> {
  const block = Buffer.allocUnsafe(BLOCK_BYTES)
  const { bytesRead } = await file.read(block, 0, BLOCK_BYTES, offset)
  if (bytesRead === 0) return null

  const { size } = await file.stat()
  return { ...splitLines(block.subarray(0, bytesRead)), next: size }
}

/** Where the last line of a file begins that has no line end yet; the file's size when all lines are whole. */
export async function startOfLastLine(file: FileHandle, size: number): Promise<number> {
  const length = Math.min(size, BLOCK_BYTES)
  const block = Buffer.allocUnsafe(length)
  const { bytesRead } = await file.read(block, 0, length, size - length)
  const end = block.subarray(0, bytesRead).lastIndexOf(NEWLINE)
  return end < 0 ? size - bytesRead : size - bytesRead + end + 1
}

async function findLineEnd(file: FileHandle, from: number): Promise<{ found: boolean; at: number }> {
  const block = Buffer.allocUnsafe(BLOCK_BYTES)
  for (let at = from; ; ) {
    const { bytesRead } = await file.read(block, 0, BLOCK_BYTES, at)
    const end = block.subarray(0, bytesRead).indexOf(NEWLINE)
    if (end >= 0) return { found: true, at: at + end }
    at += bytesRead
    if (bytesRead < BLOCK_BYTES) return { found: false, at }
  }
}

function splitLines(block: Buffer): { lines: string[]; unread: string[] } {
  const lines: string[] = []
  const unread: string[] = []
  for (let from = 0; from <= block.length; ) {
    const newline = block.indexOf(NEWLINE, from)
    const end = newline < 0 ? block.length : newline
    const line = block.subarray(from, end)
    if (line.length > LINE_BYTES_MAX) unread.push(cutLine(line))
    else if (line.length > 0) lines.push(readText(line))
    from = end + 1
  }
  return { lines, unread }
}

function cutLine(line: Buffer): string {
  return readText(line.subarray(0, 1000))
}

/**
 * Bad bytes never stop a reader: what is not UTF-8 is read as Latin-1, which takes every byte. NULs are left out: a
 * writer that does not append leaves a hole of them after copytruncate.
 */
export function readText(line: Buffer): string {
  const text = line.toString('utf8')
  const readable = text.includes('\uFFFD') ? line.toString('latin1') : text
  return readable.includes('\0') ? readable.replaceAll('\0', '') : readable
}
