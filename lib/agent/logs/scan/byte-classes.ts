/** What a byte may be part of; one table instead of comparisons. */
export const DIGIT = 1
export const BLANK = 2
export const ALPHANUMERIC = 4
/** Of a syslog name: anything but blanks, brackets and colons. */
export const PROGRAM = 8
/** Of the name of a daemon: `[a-z0-9_-]`. */
export const DAEMON = 16

export const CLASSES: Uint8Array = new Uint8Array(256).map((_, byte) => {
  const isDigit = byte >= 0x30 && byte <= 0x39
  const isSmall = byte >= 0x61 && byte <= 0x7a
  const isLarge = byte >= 0x41 && byte <= 0x5a
  const isBlank = byte === 0x20 || (byte >= 9 && byte <= 13)
  return (
    (isDigit ? DIGIT : 0) |
    (isBlank ? BLANK : 0) |
    (isDigit || isSmall || isLarge ? ALPHANUMERIC : 0) |
    (!isBlank && !':[]'.includes(String.fromCharCode(byte)) ? PROGRAM : 0) |
    (isDigit || isSmall || byte === 0x2d || byte === 0x5f ? DAEMON : 0)
  )
})

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

/** Whether the bytes at `at` are `words`, all of it before `to`. */
export function hasWords(bytes: Buffer, at: number, to: number, words: Uint8Array): boolean {
  if (at + words.length > to) return false
  for (let each = 0; each < words.length; each++) if (bytes[at + each] !== words[each]) return false
  return true
}

/** Where `words` begin in a line, at `from` or later; -1 when they do not. For short words only: it is no fast search. */
export function findWords(bytes: Buffer, from: number, to: number, words: Uint8Array): number {
  const first = words[0]
  const last = to - words.length
  for (let at = from; at <= last; at++) if (bytes[at] === first && hasWords(bytes, at, to, words)) return at
  return -1
}

/** The same from the end. */
export function findLastWords(bytes: Buffer, from: number, to: number, words: Uint8Array): number {
  const first = words[0]
  for (let at = to - words.length; at >= from; at--) if (bytes[at] === first && hasWords(bytes, at, to, words)) return at
  return -1
}

export function wordsOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'))
}
