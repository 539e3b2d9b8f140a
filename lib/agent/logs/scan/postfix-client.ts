import { ALPHANUMERIC, CLASSES, DIGIT, findWords, hasWords, wordsOf } from './byte-classes.ts'

const BRACKET = 0x5b
const CLOSED = 0x5d
const COLON = 0x3a
const COMMA = 0x2c

const METHOD = wordsOf(', sasl_method=')
const NAME = wordsOf(', sasl_username=')
const TAILS = [wordsOf(', sasl_sender='), wordsOf(', orig_queue_id='), wordsOf(', orig_client=')]
const ORIGINAL = wordsOf(', orig_queue_id=')

/** Who handed a message in by SMTP. Filled in again by every call. `0` to `0`: not said. */
export type Client = { nameFrom: number; nameTo: number; originalFrom: number; originalTo: number }

export function emptyClient(): Client {
  return { nameFrom: 0, nameTo: 0, originalFrom: 0, originalTo: 0 }
}

/** Reads `client=host[ip]:port, sasl_method=…, sasl_username=…, orig_queue_id=…` behind `client=`. */
export function readClient(bytes: Buffer, from: number, to: number, found: Client): boolean {
  for (let at = from; at < to; at++) {
    if (bytes[at] !== BRACKET) continue
    const closed = bytes.indexOf(CLOSED, at)
    if (closed < 0 || closed >= to) return false
    if (readBehindAddress(bytes, closed + 1, to, found)) return true
  }
  return false
}

function readBehindAddress(bytes: Buffer, from: number, to: number, found: Client): boolean {
  let at = from
  if (bytes[at] === COLON && at + 1 < to && isOf(bytes[at + 1], DIGIT)) {
    at++
    while (at < to && isOf(bytes[at], DIGIT)) at++
  }
  if (hasWords(bytes, at, to, METHOD)) {
    at += METHOD.length
    while (at < to && bytes[at] !== COMMA) at++
  }
  found.nameFrom = found.nameTo = found.originalFrom = found.originalTo = 0
  if (hasWords(bytes, at, to, NAME)) {
    found.nameFrom = at + NAME.length
    at = found.nameTo = startOfTail(bytes, found.nameFrom, to)
  }
  if (at < to && !TAILS.some((tail) => hasWords(bytes, at, to, tail))) return false
  if (at < to) readOriginal(bytes, at, to, found)
  return true
}

function startOfTail(bytes: Buffer, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if (bytes[at] === COMMA && TAILS.some((tail) => hasWords(bytes, at, to, tail))) return at
  }
  return to
}

/** The id under which the message was here before, told by a content filter that hands it back (XFORWARD). */
function readOriginal(bytes: Buffer, from: number, to: number, found: Client): void {
  const at = findWords(bytes, from, to, ORIGINAL)
  if (at < 0) return
  found.originalFrom = found.originalTo = at + ORIGINAL.length
  while (found.originalTo < to && isOf(bytes[found.originalTo], ALPHANUMERIC)) found.originalTo++
}

function isOf(byte: number | undefined, kind: number): boolean {
  return ((CLASSES[byte as number] as number) & kind) !== 0
}
