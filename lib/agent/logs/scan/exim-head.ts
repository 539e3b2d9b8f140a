import { CLASSES, DIGIT, isDigit } from './byte-classes.ts'
import { findHostEnd, findStampEnd } from './find-stamp-end.ts'

const SPACE = 0x20
const OPEN = 0x5b
const CLOSED = 0x5d
const COLON = 0x3a
const SIGNS = [0x2b, 0x2d]

/**
 * Where the text of a line of the main log begins: behind its stamp, a zone (`+0100`) and a pid (`[4711]`), which
 * log_selector adds, and behind what syslog puts in front. -1: no line of Exim's.
 */
export function startOfEximLine(bytes: Buffer, from: number, to: number): number {
  const stamped = findStampEnd(bytes, from, to)
  if (stamped < 0) return -1
  const own = isDigit(bytes[from]) && bytes[from + 10] === SPACE
  if (own) return behindExtras(bytes, stamped, to)

  const program = findHostEnd(bytes, stamped, to)
  const text = program < 0 ? -1 : behindTag(bytes, program, to)
  if (text < 0) return -1
  const inner = isDigit(bytes[text]) ? findStampEnd(bytes, text, to) : -1
  return behindExtras(bytes, inner < 0 ? text : inner, to)
}

/** `exim[4711]: ` or `exim4: `. */
function behindTag(bytes: Buffer, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== SPACE) at++
  return at > from && bytes[at - 1] === COLON && at < to ? at + 1 : -1
}

function behindExtras(bytes: Buffer, from: number, to: number): number {
  let at = from
  if (SIGNS.includes(bytes[at] as number) && bytes[at + 5] === SPACE && isDigit(bytes[at + 1])) at += 6
  if (bytes[at] !== OPEN) return at
  let end = at + 1
  while (end < to && ((CLASSES[bytes[end] as number] as number) & DIGIT) !== 0) end++
  return bytes[end] === CLOSED && bytes[end + 1] === SPACE ? end + 2 : at
}
