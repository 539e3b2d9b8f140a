import { hasWords, wordsOf } from './byte-classes.ts'

const OPEN = 0x5b
const NAME = /[^\w.-]/

const SUSPENDED = wordsOf(' (delivery temporarily suspended: ')
const BEGIN = wordsOf(' (')
const PHRASES = ['connect to ', 'host ', 'lost connection with ', 'conversation with '].map(wordsOf)

/**
 * The server that a delivery without a relay speaks of: `connect to HOST[IP]:25: Connection timed out`, `host HOST[IP]
 * said: …`, also behind `delivery temporarily suspended: `. Nothing (`from` = `to`) when it speaks of none.
 */
export function findReplyHost(bytes: Buffer, from: number, to: number): { from: number; to: number } {
  const nothing = { from, to: from }
  const start = hasWords(bytes, from, to, SUSPENDED) ? from + SUSPENDED.length : hasWords(bytes, from, to, BEGIN) ? from + BEGIN.length : -1
  const phrase = start < 0 ? undefined : PHRASES.find((each) => hasWords(bytes, start, to, each))
  if (!phrase) return nothing

  const name = start + phrase.length
  let end = name
  while (end < to && end - name < 256 && bytes[end] !== OPEN) end++
  if (end >= to || bytes[end] !== OPEN || end === name) return nothing
  return NAME.test(bytes.toString('latin1', name, end)) ? nothing : { from: name, to: end }
}
