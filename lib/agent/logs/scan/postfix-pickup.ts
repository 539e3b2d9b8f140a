import { ALPHANUMERIC, CLASSES, DIGIT, hasWords, wordsOf } from './byte-classes.ts'

const GREATER = 0x3e
const UID = wordsOf('uid=')
const FROM = wordsOf(' from=<')
const ORIGINAL = wordsOf(' orig_id=')

/** Reads `uid=33 from=<www-data> orig_id=…`: mail of a program of this host, or mail that was requeued. */
export function readPickup(
  bytes: Buffer,
  from: number,
  to: number,
): { senderFrom: number; senderTo: number; originalFrom: number; originalTo: number } | null {
  let at = from + UID.length
  while (at < to && ((CLASSES[bytes[at] as number] as number) & DIGIT) !== 0) at++
  if (at === from + UID.length || !hasWords(bytes, at, to, FROM)) return null

  const senderFrom = at + FROM.length
  let senderTo = senderFrom
  while (senderTo < to && bytes[senderTo] !== GREATER) senderTo++
  if (senderTo === to) return null
  return { senderFrom, senderTo, ...readOriginal(bytes, senderTo + 1, to) }
}

function readOriginal(bytes: Buffer, from: number, to: number): { originalFrom: number; originalTo: number } {
  if (!hasWords(bytes, from, to, ORIGINAL)) return { originalFrom: 0, originalTo: 0 }
  const originalFrom = from + ORIGINAL.length
  let originalTo = originalFrom
  while (originalTo < to && ((CLASSES[bytes[originalTo] as number] as number) & ALPHANUMERIC) !== 0) originalTo++
  return originalTo > originalFrom ? { originalFrom, originalTo } : { originalFrom: 0, originalTo: 0 }
}
