import { ALPHANUMERIC, CLASSES } from './byte-classes.ts'

const SPACE = 0x20
const DASH = 0x2d

/** Where the message id that begins here ends: 6-11-4 characters since Exim 4.97, 6-6-2 before. -1: there is none. */
export function endOfEximId(bytes: Buffer, from: number, to: number): number {
  if (bytes[from + 6] !== DASH) return -1
  if (isId(bytes, from, from + 13, from + 16, to)) return from + 16
  return isId(bytes, from, from + 18, from + 23, to) ? from + 23 : -1
}

function isId(bytes: Buffer, from: number, dash: number, end: number, to: number): boolean {
  if (end >= to || bytes[dash] !== DASH || bytes[end] !== SPACE) return false
  for (let at = from; at < end; at++) {
    if (((CLASSES[bytes[at] as number] as number) & ALPHANUMERIC) === 0 && at !== dash && at !== from + 6) return false
  }
  return true
}
