import { findWords, hasWords, wordsOf } from './byte-classes.ts'

const SPACE = 0x20
const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const EQUALS = 0x3d
const OPEN = 0x5b
const NULL_SENDER = wordsOf('<> ')
const HOST = wordsOf(' H=')
const HOST_WORDS = wordsOf(': host ')

/** Part of a line; nothing where `from` is `to`. */
export type Span = { from: number; to: number }

/**
 * Whose a message is that arrives: the id behind `A=authenticator:`, or the local user behind `U=` when it came from no
 * host. Only fields up to `S=` count: what follows (message id, subject, recipients) is a stranger's text.
 *
 * @param from behind `<= `
 */
export function readArrival(bytes: Buffer, from: number, to: number): Span {
  const nobody = { from, to: from }
  if (hasWords(bytes, from, to, NULL_SENDER)) return nobody
  let user = nobody
  let hasHost = false
  for (let at = endOfWord(bytes, from, to) + 1; at < to; at = endOfWord(bytes, at, to) + 1) {
    if (bytes[at + 1] !== EQUALS) continue
    const value = { from: at + 2, to: endOfWord(bytes, at, to) }
    switch (bytes[at]) {
      case 0x41: // A=
        return idOf(bytes, value) ?? nobody
      case 0x48: // H=
        hasHost = true
        break
      case 0x55: // U=
        user = value
        break
      case 0x53: // S=
        return hasHost ? nobody : user
    }
  }
  return hasHost ? nobody : user
}

/** `plain_login:bob@x.example:sender`: the id stands between the colons. Null: the authenticator set none. */
function idOf(bytes: Buffer, { from, to }: Span): Span | null {
  const start = indexOf(bytes, COLON, from, to) + 1
  if (start > to) return null
  return { from: start, to: Math.min(to, indexOf(bytes, COLON, start, to)) }
}

/** The name of the server that a delivery went to, was put off by or was refused by: `H=mx.x.example [ip]`. */
export function readEximHost(bytes: Buffer, from: number, to: number): Span {
  const field = findWords(bytes, endOfWord(bytes, from, to), to, HOST)
  if (field >= 0) return nameBeforeAddress(bytes, field + HOST.length, to)
  // Releases before 4.87 named the server only in the words of its answer.
  const words = findWords(bytes, endOfWord(bytes, from, to), to, HOST_WORDS)
  return words >= 0 ? nameBeforeAddress(bytes, words + HOST_WORDS.length, to) : { from, to: from }
}

/** `mx.x.example [192.0.2.1]`; a server without a name is `[192.0.2.1]`. */
function nameBeforeAddress(bytes: Buffer, from: number, to: number): Span {
  const end = endOfWord(bytes, from, to)
  if (bytes[from] === OPEN) return { from: from + 1, to: Math.min(end, indexOf(bytes, 0x5d, from, to)) }
  return end + 1 < to && bytes[end + 1] === OPEN ? { from, to: end } : { from, to: from }
}

/** The blank behind a word; blanks in quotes are part of it (`"a b"@x.example`, `DN="/C=DE/O=A B"`). */
function endOfWord(bytes: Buffer, from: number, to: number): number {
  let isQuoted = false
  let at = from
  for (; at < to; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) isQuoted = !isQuoted
    else if (byte === BACKSLASH && isQuoted) at++
    else if (byte === SPACE && !isQuoted) break
  }
  return Math.min(at, to)
}

function indexOf(bytes: Buffer, byte: number, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== byte) at++
  return at
}
