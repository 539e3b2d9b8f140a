import { open, type FileHandle } from 'node:fs/promises'

/**
 * What the envelope of a Postfix queue file tells, as far as it stands before the message. `sender` is empty for the
 * null sender.
 */
export type QueueFile = {
  inode: number
  saslName: string | null
  clientAddress: string | null
  sender: string
  size: number
  arrivedAt: Date
  /** Who still waits for it, at most 10,000. None for a message that was delivered while it was being put on hold. */
  recipients: string[]
  /** Read to its end, and everybody in it was served: delivered to, or refused for good. */
  isServed: boolean
}

/** `offset`: of the record itself. `next`: of the record after it. */
type QueueRecord = { type: string; data: Buffer; next: number }

const BLOCK_BYTES = 16 * 1024
const ENVELOPE_RECORDS_MAX = 100_000
const HEADER_RECORDS_MAX = 5_000
const RECIPIENTS_MAX = 10_000
const RECORD_BYTES_MAX = 1024 * 1024

/**
 * Reads the envelope records that come before the message; never the message. Null when the file is gone or is not
 * complete yet. Record layout: postfix global/rec_type.h and rec_streamlf.c: a type byte, the length in groups of
 * seven bits (low first, high bit: more follow), the data.
 */
export async function readQueueFile(path: string): Promise<QueueFile | null> {
  return withFile(path, async (file) => {
    const { ino } = await file.stat()
    const envelope = await readEnvelope(file)
    const { sender, arrivedAt, extractedAt } = envelope
    if (sender === null || arrivedAt === null || extractedAt === null) return null

    const { saslName, clientAddress, size, recipients } = envelope
    let { hasServed } = envelope
    let isRead = false
    for await (const { type, data } of readRecords(file, extractedAt, RECIPIENTS_MAX)) {
      // Recipients of `sendmail -t` and always_bcc stand behind the message.
      if (type === 'R' && recipients.length < RECIPIENTS_MAX) recipients.push(data.toString('utf8'))
      if (type === 'D') hasServed = true
      if (type === 'E') isRead = envelope.isRead
    }
    const isServed = isRead && hasServed && recipients.length === 0
    return { inode: ino, saslName, clientAddress, sender, size, arrivedAt, recipients, isServed }
  })
}

async function readEnvelope(file: FileHandle) {
  const found = {
    saslName: null as string | null,
    clientAddress: null as string | null,
    sender: null as string | null,
    arrivedAt: null as Date | null,
    size: 0,
    extractedAt: null as number | null,
    recipients: [] as string[],
    hasServed: false,
    isRead: false,
  }
  for await (const { type, data } of readRecords(file, 0, ENVELOPE_RECORDS_MAX)) {
    const text = data.toString('utf8')
    if (type === 'M') {
      found.isRead = true
      break
    }
    if (type === 'C') Object.assign(found, readSize(text))
    if (type === 'T') found.arrivedAt ??= readTime(text)
    if (type === 'S') found.sender = text
    // A recipient that was served has type `D`.
    if (type === 'D') found.hasServed = true
    if (type === 'R' && found.recipients.length < RECIPIENTS_MAX) found.recipients.push(text)
    if (type === 'A' && text.startsWith('sasl_username=')) found.saslName = text.slice('sasl_username='.length)
    if (type === 'A' && text.startsWith('client_address=')) found.clientAddress = text.slice('client_address='.length)
  }
  return found
}

/** `size data-offset …`: the message's bytes and where it begins; behind it stand records extracted from it. */
function readSize(text: string): { size: number; extractedAt: number } | null {
  const [, size, start] = /^\s*(\d+)\s+(\d+)/.exec(text) ?? []
  return size === undefined || start === undefined ? null : { size: Number(size), extractedAt: Number(start) + Number(size) }
}

/**
 * Named headers of the message in a queue file, unfolded, the first of each name. Stops at the first empty line: a
 * body is never read past the block its header ends in.
 */
export async function readQueueFileHeaders(path: string, names: string[]): Promise<Record<string, string> | null> {
  return withFile(path, async (file) => {
    const start = await findMessageStart(file)
    if (start === null) return null

    const lines: string[] = []
    let isContinued = false
    for await (const { type, data } of readRecords(file, start, HEADER_RECORDS_MAX)) {
      if (type !== 'N' && type !== 'L') break
      const text = data.toString('utf8')
      if (text === '' && !isContinued) break
      if (isContinued || /^[ \t]/.test(text)) lines.push((lines.pop() ?? '') + text)
      else lines.push(text)
      isContinued = type === 'L'
    }
    return pickHeaders(lines, names)
  })
}

function pickHeaders(lines: string[], names: string[]): Record<string, string> {
  const wanted = new Set(names.map((name) => name.toLowerCase()))
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase()
    if (wanted.has(name) && !(name in headers)) headers[name] = line.slice(colon + 1).trim()
  }
  return headers
}

async function findMessageStart(file: FileHandle): Promise<number | null> {
  for await (const { type, next } of readRecords(file, 0, ENVELOPE_RECORDS_MAX)) {
    if (type === 'M') return next
  }
  return null
}

/** Records from `offset` on. A pointer record (`p`: a mail filter edited the message) is followed, 0 means none. */
async function* readRecords(file: FileHandle, offset: number, recordsMax: number): AsyncGenerator<QueueRecord> {
  const bytesAt = blockReader(file)
  let at = offset
  for (let count = 0; count < recordsMax; count++) {
    const head = await bytesAt(at, 6)
    const length = readLength(head)
    if (!length || length.value > RECORD_BYTES_MAX) return
    const data = await bytesAt(at + length.end, length.value)
    if (data.length < length.value) return

    const type = String.fromCharCode(head[0] ?? 0)
    at += length.end + length.value
    const target = type === 'p' ? Number.parseInt(data.toString('latin1').trim(), 10) : 0
    if (target > 0) at = target
    if (type !== 'p' && type !== 'w') yield { type, data, next: at }
    if (type === 'E') return
  }
}

function readLength(head: Buffer): { value: number; end: number } | null {
  let value = 0
  for (let index = 1; index < head.length; index++) {
    const byte = head[index] ?? 0
    value += (byte & 0x7f) * 2 ** (7 * (index - 1))
    if ((byte & 0x80) === 0) return { value, end: index + 1 }
  }
  return null
}

function blockReader(file: FileHandle) {
  let block = Buffer.alloc(0)
  let start = 0
  return async (at: number, length: number): Promise<Buffer> => {
    if (at < start || at + length > start + block.length) {
      const wanted = Buffer.allocUnsafe(Math.max(BLOCK_BYTES, length))
      const { bytesRead } = await file.read(wanted, 0, wanted.length, at)
      block = wanted.subarray(0, bytesRead)
      start = at
    }
    return block.subarray(at - start, at - start + length)
  }
}

function readTime(text: string): Date | null {
  const [, seconds, micros] = /^(\d+)(?: +(\d+))?/.exec(text.trim()) ?? []
  return seconds === undefined ? null : new Date(Number(seconds) * 1000 + Math.floor(Number(micros ?? 0) / 1000))
}

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T | null> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!file) return null
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}
