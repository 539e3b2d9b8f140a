import { findWords, hasWords, isDigit, wordsOf } from './byte-classes.ts'
import { BOUNCED, DEFERRED, SENT } from './tally.ts'

const GREATER = 0x3e
const COMMA = 0x2c
const LESS = 0x3c
const SPACE = 0x20
const EQUALS = 0x3d
const BRACKET = 0x5b
const DOT = 0x2e

const RELAY = wordsOf('>, relay=')
const DSN = wordsOf('dsn=')
const STATUS = wordsOf('status=')
const SENT_WORD = wordsOf('sent')
const DEFERRED_WORD = wordsOf('deferred')
const BOUNCED_WORD = wordsOf('bounced')

/** What one delivery line says. Filled in again by every call, so that no line costs an object. */
export type Delivery = {
  outcome: number
  relayFrom: number
  relayTo: number
  /** Where the address of the relay begins, behind `[`; 0 when it has none. */
  addressAt: number
  /** The reply, with its parentheses. */
  replyFrom: number
}

export function emptyDelivery(): Delivery {
  return { outcome: 0, relayFrom: 0, relayTo: 0, addressAt: 0, replyFrom: 0 }
}

/**
 * Reads `to=<…>, orig_to=<…>, relay=…, delay=…, delays=…, dsn=…, status=… (…)`. Strangers write the addresses, so the
 * relay is the first one that the rest of the line fits; no byte is looked at more than twice.
 *
 * @param from behind `to=<`
 */
export function readDelivery(bytes: Buffer, from: number, to: number, found: Delivery): boolean {
  for (let at = from; at < to; at++) {
    if (bytes[at] === GREATER && bytes[at + 1] === COMMA && hasWords(bytes, at, to, RELAY)) {
      if (readRelay(bytes, at + RELAY.length, to, found)) return true
    }
  }
  return false
}

/** Whether a line that is no delivery is the answer to a question about an address (`sendmail -bv`, verify(8)). */
export function isProbe(bytes: Buffer, from: number, to: number): boolean {
  return findWords(bytes, from, to, DELIVERABLE) >= 0 || findWords(bytes, from, to, UNDELIVERABLE) >= 0
}

const DELIVERABLE = wordsOf(', status=deliverable')
const UNDELIVERABLE = wordsOf(', status=undeliverable')

function readRelay(bytes: Buffer, from: number, to: number, found: Delivery): boolean {
  let at = from
  while (at < to && isOfRelay(bytes[at] as number) && bytes[at] !== BRACKET) at++
  const addressAt = at < to && bytes[at] === BRACKET ? at + 1 : 0
  while (at < to && isOfRelay(bytes[at] as number)) at++
  if (bytes[at] !== COMMA || bytes[at + 1] !== SPACE) return false
  found.relayFrom = from
  found.relayTo = addressAt > 0 ? addressAt - 1 : at
  found.addressAt = addressAt
  return readFields(bytes, at + 2, to, found)
}

function isOfRelay(byte: number): boolean {
  return byte > COMMA || (byte !== COMMA && byte !== SPACE && !(byte >= 9 && byte <= 13))
}

/** `name=value, ` as often as it comes, with a `dsn` among them, up to the last `status`. */
function readFields(bytes: Buffer, from: number, to: number, found: Delivery): boolean {
  let hasDsn = false
  let hasStatus = false
  for (let at = from; at >= 0 && at < to; at = endOfField(bytes, at, to)) {
    if (bytes[at] === 0x73 && hasDsn && hasWords(bytes, at, to, STATUS)) {
      hasStatus = readOutcome(bytes, at + STATUS.length, to, found) || hasStatus
    }
    if (bytes[at] === 0x64 && !hasDsn && isDsn(bytes, at, to)) hasDsn = true
  }
  return hasStatus
}

/** @returns where the next field begins, -1 when this is none */
function endOfField(bytes: Buffer, from: number, to: number): number {
  let at = from
  let byte = bytes[at] as number
  while (at < to && ((byte >= 0x61 && byte <= 0x7a) || byte === 0x5f)) byte = bytes[++at] as number
  if (at === from || byte !== EQUALS) return -1
  byte = bytes[++at] as number
  // Numbers, dots and slashes lie between the comma and the brackets that a value must not have.
  while (at < to && ((byte > COMMA && byte < LESS) || isOfValue(byte))) byte = bytes[++at] as number
  return at < to && byte === COMMA && bytes[at + 1] === SPACE ? at + 2 : -1
}

function isOfValue(byte: number): boolean {
  return byte !== COMMA && byte !== LESS && byte !== GREATER && byte !== 0x28 && byte !== 0x29
}

function isDsn(bytes: Buffer, from: number, to: number): boolean {
  if (!hasWords(bytes, from, to, DSN)) return false
  const subject = endOfDigits(bytes, from + 6, to)
  if (bytes[from + 5] !== DOT || endOfDigits(bytes, from + 4, to) !== from + 5 || subject === from + 6 || bytes[subject] !== DOT) return false
  const end = endOfDigits(bytes, subject + 1, to)
  return end > subject + 1 && bytes[end] === COMMA
}

function endOfDigits(bytes: Buffer, from: number, to: number): number {
  let at = from
  while (at < to && isDigit(bytes[at])) at++
  return at
}

function readOutcome(bytes: Buffer, from: number, to: number, found: Delivery): boolean {
  if (hasWords(bytes, from, to, SENT_WORD)) {
    found.outcome = SENT
    found.replyFrom = from + SENT_WORD.length
  } else if (hasWords(bytes, from, to, DEFERRED_WORD)) {
    found.outcome = DEFERRED
    found.replyFrom = from + DEFERRED_WORD.length
  } else if (hasWords(bytes, from, to, BOUNCED_WORD)) {
    found.outcome = BOUNCED
    found.replyFrom = from + BOUNCED_WORD.length
  } else return false
  return true
}
