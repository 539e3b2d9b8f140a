import { closeSync, openSync, readSync } from 'node:fs'
import { textOf } from './read-envelope.ts'

const BLOCK_BYTES = 8192
const HEADER_BYTES_MAX = 256 * 1024

/**
 * Header fields of one message, by lower-case name, unfolded; several of one name are joined by line ends. Reading
 * stops at the first empty line: a bounce carries the whole original below it, and bodies are nobody's business.
 */
export function readHeaders(path: string, names: string[]): Record<string, string> {
  const wanted = new Set(names.map((name) => name.toLowerCase()))
  const headers: Record<string, string> = {}

  for (const field of unfold(readHeaderBlock(path))) {
    const colon = field.indexOf(':')
    const name = field.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (!wanted.has(name)) continue
    const value = field.slice(colon + 1).trim()
    headers[name] = name in headers ? `${headers[name]}\n${value}` : value
  }
  return headers
}

function readHeaderBlock(path: string): string {
  const file = openSync(path, 'r')
  try {
    const blocks: Buffer[] = []
    for (let offset = 0; offset < HEADER_BYTES_MAX; offset += BLOCK_BYTES) {
      const block = Buffer.alloc(BLOCK_BYTES)
      const length = readSync(file, block, 0, BLOCK_BYTES, offset)
      blocks.push(block.subarray(0, length))
      const end = endOfHeader(Buffer.concat(blocks))
      if (end >= 0) return textOf(Buffer.concat(blocks).subarray(0, end))
      if (length < BLOCK_BYTES) break
    }
    return textOf(Buffer.concat(blocks))
  } finally {
    closeSync(file)
  }
}

function endOfHeader(bytes: Buffer): number {
  const plain = bytes.indexOf('\n\n')
  const withReturns = bytes.indexOf('\n\r\n')
  return plain < 0 || withReturns < 0 ? Math.max(plain, withReturns) : Math.min(plain, withReturns)
}

function unfold(header: string): string[] {
  return header.replace(/\r?\n(?=[ \t])/g, '').split(/\r?\n/)
}
