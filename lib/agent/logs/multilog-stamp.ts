/**
 * Reads the TAI64N stamp that multilog puts before a line: `@`, 16 hex digits of 2^62 + seconds, 8 of nanoseconds.
 * daemontools counts UNIX seconds + 10 and knows no leap seconds (multilog(8), libtai `tai_unix`). Null: no stamp.
 */
export function readMultilogStamp(line: string): { at: Date; text: string } | null {
  if (!STAMP.test(line)) return null

  const seconds = parseInt(line.slice(9, 17), 16) - TAI_AHEAD
  const nanoseconds = parseInt(line.slice(17, 25), 16)
  return { at: new Date(seconds * 1000 + Math.floor(nanoseconds / 1e6)), text: line.slice(26) }
}

/** The stamp multilog writes for a moment; `nanoseconds` fill in below the millisecond. */
export function writeMultilogStamp(at: Date, nanoseconds = 0): string {
  const seconds = Math.floor(at.getTime() / 1000) + TAI_AHEAD
  const fraction = (at.getTime() - Math.floor(at.getTime() / 1000) * 1000) * 1e6 + nanoseconds
  return `@40000000${hex(seconds)}${hex(fraction)}`
}

/** A finished (`.s`) or unfinished (`.u`) older file of a multilog folder, or the one it is busy putting away. */
export function isOlderMultilogFile(name: string): boolean {
  return name === 'previous' || /^@[0-9a-f]{24}\.[su]$/.test(name)
}

const TAI_AHEAD = 10
// 2^62 is the fixed first half until 2106; a stamp without it is no TAI64N of our times.
const STAMP = /^@40000000[0-9a-f]{16} /

function hex(value: number): string {
  return value.toString(16).padStart(8, '0')
}
