import { readStamp } from '../postfix-stamp.ts'
import { BLANK, CLASSES, isDigit, wordsOf } from './byte-classes.ts'

const SPACE = 0x20
const COLON = 0x3a
const MONTHS = new Set(['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map((name) => packed(wordsOf(name), 0)))
/** No stamp is longer; a zone and nine digits of a second fit. */
const STAMP_BYTES_MAX = 48
/** Days that each month has in every year. */
const DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const ANY_TIME = new Date(0)

/** Where a line goes on behind the blank after its stamp (RFC 3164 or ISO); -1: it begins with no stamp. */
export function findStampEnd(bytes: Buffer, from: number, to: number): number {
  if (isPlainStamp(bytes, from, to)) return from + 16
  if (isPlainIso(bytes, from, to)) {
    const end = isoEnd(bytes, from + 19, to)
    if (end > 0) return end
  }
  return readRareStamp(bytes, from, to)
}

/** Where the text begins behind `host `, -1 when there is none. */
export function findHostEnd(bytes: Buffer, from: number, to: number): number {
  let at = from
  while (at < to && ((CLASSES[bytes[at] as number] as number) & BLANK) === 0) at++
  return at > from && at < to && bytes[at] === SPACE ? at + 1 : -1
}

/** `Nov 24 02:47:16 ` or `Nov  4 02:47:16 `: what nearly every line begins with. */
function isPlainStamp(bytes: Buffer, from: number, to: number): boolean {
  return (
    from + 16 <= to &&
    bytes[from + 3] === SPACE &&
    bytes[from + 6] === SPACE &&
    bytes[from + 15] === SPACE &&
    (bytes[from + 4] === SPACE || isDigit(bytes[from + 4])) &&
    isDigit(bytes[from + 5]) &&
    isTime(bytes, from + 7) &&
    MONTHS.has(packed(bytes, from))
  )
}

function isTime(bytes: Buffer, at: number): boolean {
  return (
    isDigit(bytes[at]) && isDigit(bytes[at + 1]) && bytes[at + 2] === COLON &&
    isDigit(bytes[at + 3]) && isDigit(bytes[at + 4]) && bytes[at + 5] === COLON &&
    isDigit(bytes[at + 6]) && isDigit(bytes[at + 7])
  )
}

function packed(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number)
}

/** `2026-11-24T02:47:16`, and no number in it too large in any month. */
function isPlainIso(bytes: Buffer, from: number, to: number): boolean {
  if (from + 20 > to || bytes[from + 4] !== 0x2d || bytes[from + 7] !== 0x2d) return false
  if (bytes[from + 10] !== 0x54 && bytes[from + 10] !== SPACE) return false
  if (!isTime(bytes, from + 11)) return false
  if (!isDigit(bytes[from]) || !isDigit(bytes[from + 1]) || !isDigit(bytes[from + 2]) || !isDigit(bytes[from + 3])) return false
  const [month, day] = [twoDigits(bytes, from + 5), twoDigits(bytes, from + 8)]
  const [hour, minute, second] = [twoDigits(bytes, from + 11), twoDigits(bytes, from + 14), twoDigits(bytes, from + 17)]
  return month >= 1 && month <= 12 && day >= 1 && day <= (DAYS[month] as number) && hour <= 23 && minute <= 59 && second <= 59
}

function isoEnd(bytes: Buffer, start: number, to: number): number {
  let at = start
  if ((bytes[at] === 0x2e || bytes[at] === 0x2c) && isDigit(bytes[at + 1])) {
    at++
    while (at < to && isDigit(bytes[at])) at++
  }
  if (bytes[at] === 0x5a) at++
  else if (bytes[at] === 0x2b || bytes[at] === 0x2d) {
    const [hours, hasColon] = [twoDigits(bytes, at + 1), bytes[at + 3] === COLON]
    const minutes = twoDigits(bytes, at + (hasColon ? 4 : 3))
    if (!(hours <= 23 && minutes <= 59)) return -1
    at += hasColon ? 6 : 5
  }
  return at < to && bytes[at] === SPACE ? at + 1 : -1
}

/** NaN when they are not two digits. */
function twoDigits(bytes: Buffer, at: number): number {
  return isDigit(bytes[at]) && isDigit(bytes[at + 1]) ? ((bytes[at] as number) - 0x30) * 10 + (bytes[at + 1] as number) - 0x30 : NaN
}

/** Fractions of a second, a day of one digit, leap days, and what is no stamp at all. */
function readRareStamp(bytes: Buffer, from: number, to: number): number {
  const first = bytes[from] as number
  if (from >= to || !(isDigit(first) || (first >= 0x41 && first <= 0x5a))) return -1
  const beginning = bytes.toString('latin1', from, Math.min(to, from + STAMP_BYTES_MAX))
  const stamp = readStamp(beginning, ANY_TIME)
  return stamp ? from + beginning.length - stamp.rest.length : -1
}
