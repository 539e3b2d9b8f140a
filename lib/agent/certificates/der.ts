/**
 * The little of DER (X.690) that certificates and requests of our own small CA need: definite lengths, no streaming.
 * Pure; used on both sides, by the agent for its request and by the desk for certificates.
 */
export type DerValue = { tag: number; content: Buffer; whole: Buffer }

export const TAG = { boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, oid: 0x06, utf8: 0x0c, sequence: 0x30, set: 0x31, utcTime: 0x17, generalizedTime: 0x18 }

export function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

export const sequence = (...parts: Uint8Array[]) => der(TAG.sequence, ...parts)
/** A context-specific constructed tag, as `[n]` in ASN.1. */
export const tagged = (n: number, ...parts: Uint8Array[]) => der(0xa0 + n, ...parts)
export const bitString = (bytes: Uint8Array, unused = 0) => der(TAG.bitString, Buffer.from([unused]), bytes)
export const octetString = (bytes: Uint8Array) => der(TAG.octetString, bytes)
export const utf8 = (text: string) => der(TAG.utf8, Buffer.from(text, 'utf8'))

/** An unsigned integer from its bytes, most significant first. */
export function integer(bytes: Uint8Array): Buffer {
  let from = 0
  while (from < bytes.length - 1 && bytes[from] === 0) from += 1
  const trimmed = bytes.subarray(from)
  return der(TAG.integer, (trimmed[0] ?? 0) & 0x80 ? Buffer.from([0]) : Buffer.alloc(0), trimmed)
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return der(TAG.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

/** UTCTime until 2049, GeneralizedTime after (RFC 5280, 4.1.2.5); both end in Z and have no fractions. */
export function time(at: Date): Buffer {
  const digits = `${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`
  const isFar = at.getUTCFullYear() >= 2050
  return der(isFar ? TAG.generalizedTime : TAG.utcTime, Buffer.from(isFar ? digits : digits.slice(2), 'ascii'))
}

/** Reads one value at the start of `bytes` and nothing after it; throws when it is not whole or something follows. */
export function readDer(bytes: Buffer): DerValue {
  const value = readAt(bytes, 0)
  if (value.whole.length !== bytes.length) throw new Error('DER: bytes follow the value')
  return value
}

/** The values inside a constructed one; throws unless its tag is `tag`. */
export function readParts(value: DerValue | undefined, tag: number): DerValue[] {
  if (value?.tag !== tag) throw new Error(`DER: tag ${tag} expected`)
  const parts: DerValue[] = []
  for (let at = 0; at < value.content.length; at += parts.at(-1)?.whole.length ?? 1) parts.push(readAt(value.content, at))
  return parts
}

export function toPem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

/** The bytes of the one block of that label; throws when there is none. */
export function fromPem(label: string, pem: string): Buffer {
  const start = `-----BEGIN ${label}-----`
  const from = pem.indexOf(start)
  const to = pem.indexOf(`-----END ${label}-----`)
  if (from < 0 || to < from) throw new Error(`no ${label} in PEM`)
  return Buffer.from(pem.slice(from + start.length, to), 'base64')
}

function readAt(bytes: Buffer, at: number): DerValue {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) throw new Error('DER: cut short')
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  if (first === 0x80 || lengthBytes > 3) throw new Error('DER: length not supported')
  if (at + 2 + lengthBytes > bytes.length) throw new Error('DER: cut short')
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(at + 2, lengthBytes)
  const begin = at + 2 + lengthBytes
  if (begin + length > bytes.length) throw new Error('DER: cut short')
  return { tag, content: bytes.subarray(begin, begin + length), whole: bytes.subarray(at, begin + length) }
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return Buffer.from([0x80 + bytes.length, ...bytes])
}

function base128(value: number): number[] {
  const bytes = [value % 128]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift(0x80 + (rest % 128))
  return bytes
}
