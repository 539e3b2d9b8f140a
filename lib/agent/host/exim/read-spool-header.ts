import { open, readFile } from 'node:fs/promises'

/** What the -H file of a queued message tells, as far as it stands before the headers. `sender` is empty for the null sender. */
export type SpoolHeader = {
  /** The user whose process took it in. */
  user: string
  sender: string
  arrivedAt: Date
  /** It came from a local program, not from a host. */
  isLocal: boolean
  authenticatedId: string | null
  isFrozen: boolean
  /** How many it was taken in for. */
  recipientsTotal: number
  /** Who still waits for it, at most 10,000. */
  recipients: string[]
  headers: string[]
}

const FILE_BYTES_MAX = 4 * 1024 * 1024
const RECIPIENTS_MAX = 10_000

/** Reads a -H file and the journal -J beside it (spec, chapter "Format of spool files"). Null when it is gone or not whole. */
export async function readSpoolHeader(path: string): Promise<SpoolHeader | null> {
  const text = await readBounded(path)
  const read = text === null ? null : parseSpoolHeader(text)
  if (!read) return null
  const journal = await readFile(path.replace(/-H$/, '-J'), 'latin1').catch(() => '')
  const done = new Set(journal.split('\n'))
  return { ...read, recipients: read.recipients.filter((address) => !done.has(address)) }
}

/** The parts of a -H file: user, sender, times, `-name value` lines, the tree of those served, recipients, headers. */
export function parseSpoolHeader(text: string): SpoolHeader | null {
  const lines = text.split('\n')
  const [first = '', userLine = '', senderLine = '', timeLine = ''] = lines
  const seconds = Number(/^(\d+) /.exec(timeLine)?.[1] ?? Number.NaN)
  const sender = /^<(.*)>$/.exec(senderLine)?.[1]
  if (!/-H$/.test(first) || sender === undefined || Number.isNaN(seconds)) return null

  const options = new Map<string, string>()
  let at = 4
  for (; lines[at]?.startsWith('-'); at += 1) {
    // A value that a stranger gave has a second `-` in front, and perhaps its quoting in parentheses.
    const [, name, value = ''] = /^--?(?:\([^)]*\))?([a-z_0-9]+)(?: (.*))?$/.exec(lines[at] ?? '') ?? []
    if (name !== undefined) options.set(name, value)
  }
  const served = readServed(lines, at)
  at += served.lines
  const total = Number(lines[at])
  if (!Number.isInteger(total) || total < 0 || lines[at] === '') return null
  const named = lines.slice(at + 1, at + 1 + total).map(addressOf)
  // An empty line ends the recipients; without it the file is still being written.
  if (named.length < total || lines[at + 1 + total] !== '') return null

  return {
    user: userLine.split(' ')[0] ?? '',
    sender,
    arrivedAt: new Date(seconds * 1000),
    isLocal: options.has('local') || (options.get('received_protocol') === 'local'),
    authenticatedId: options.get('auth_id') || null,
    isFrozen: options.has('frozen'),
    recipientsTotal: total,
    recipients: named.filter((address) => !served.addresses.has(address)).slice(0, RECIPIENTS_MAX),
    headers: lines.slice(at + 1 + total + 1),
  }
}

/** The tree of addresses that need no more delivery: `XX` when empty, else two letters and an address a line. */
function readServed(lines: string[], from: number): { addresses: Set<string>; lines: number } {
  const addresses = new Set<string>()
  if (lines[from] === 'XX') return { addresses, lines: 1 }
  let at = from
  for (; /^[YN][YN] /.test(lines[at] ?? ''); at += 1) addresses.add((lines[at] ?? '').slice(3))
  return { addresses, lines: at - from }
}

/** A recipient with one_time data or options behind it stands first in its line; blanks in quotes are its own. */
function addressOf(line: string): string {
  return /^(?:"(?:[^"\\]|\\.)*"|[^ "])*/.exec(line)?.[0] ?? line
}

async function readBounded(path: string): Promise<string | null> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!file) return null
  try {
    const { size } = await file.stat()
    const block = Buffer.alloc(Math.min(size, FILE_BYTES_MAX))
    const { bytesRead } = await file.read(block, 0, block.length, 0)
    return block.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}
