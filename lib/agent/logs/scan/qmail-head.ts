import { isDigit } from './byte-classes.ts'
import { findHostEnd, findStampEnd } from './find-stamp-end.ts'

const AT = 0x40
const SPACE = 0x20
const COLON = 0x3a
const DOT = 0x2e
/** daemontools counts UNIX seconds + 10 (multilog(8), libtai). */
const TAI_AHEAD = 10
const TAI64N_BYTES = 25

/** Where the text of a line begins, and when it was written, in UNIX seconds; NaN when only syslog says so. */
export type QmailHead = { text: number; at: number }

/**
 * Reads what multilog (`@` and 24 hexadecimal digits) or syslog and splogger (`Nov 24 02:47:16 vm qmail:
 * 1795488436.622077 `) put before a line. The tag of any other program is left standing.
 */
export function readQmailHead(bytes: Buffer, from: number, to: number, head: QmailHead): boolean {
  if (bytes[from] === AT) return readTai64n(bytes, from, to, head)
  const stamped = findStampEnd(bytes, from, to)
  const program = stamped < 0 ? -1 : findHostEnd(bytes, stamped, to)
  if (program < 0) return false
  head.text = program
  head.at = NaN
  if (isQmail(bytes, program)) readSplogger(bytes, program, to, head)
  return true
}

function readTai64n(bytes: Buffer, from: number, to: number, head: QmailHead): boolean {
  if (from + TAI64N_BYTES >= to || bytes[from + TAI64N_BYTES] !== SPACE) return false
  if (bytes[from + 1] !== 0x34) return false
  let seconds = 0
  for (let at = from + 2; at < from + 9; at++) if (bytes[at] !== 0x30) return false
  for (let at = from + 9; at < from + TAI64N_BYTES; at++) {
    const digit = hexDigit(bytes[at] as number)
    if (digit < 0) return false
    if (at < from + 17) seconds = seconds * 16 + digit
  }
  head.text = from + TAI64N_BYTES + 1
  head.at = seconds - TAI_AHEAD
  return true
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  return byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : -1
}

/** `qmail: `, `qmail-send[12]: ` */
function isQmail(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0x71 && bytes[at + 1] === 0x6d && bytes[at + 2] === 0x61 && bytes[at + 3] === 0x69 && bytes[at + 4] === 0x6c
}

function readSplogger(bytes: Buffer, program: number, to: number, head: QmailHead): void {
  let at = program
  while (at < to && bytes[at] !== SPACE) at++
  if (bytes[at - 1] !== COLON || at + 1 >= to) return
  head.text = at + 1
  let seconds = 0
  let digit = at + 1
  for (; digit < to && isDigit(bytes[digit]); digit++) seconds = seconds * 10 + (bytes[digit] as number) - 0x30
  if (digit < at + 10 || bytes[digit] !== DOT) return
  while (digit < to && bytes[digit] !== SPACE) digit++
  head.at = seconds
  head.text = digit + 1
}
