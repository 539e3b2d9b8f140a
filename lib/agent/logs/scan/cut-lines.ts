import { LINE_BYTES_MAX } from '../read-lines.ts'

const NEWLINE = 0x0a

/** Gets one line without its end, as a part of a buffer that is used again afterwards: what is kept must be copied. */
export type TakeLine = (bytes: Buffer, from: number, to: number) => void

export type LineCutter = {
  /** Any piece of a log; lines may begin and end in any of them. */
  take(chunk: Buffer): void
  /** The file has ended: what is left is a line too, although it has no line end. */
  end(): void
  /** All lines so far, and how many of them nobody was given because they are longer than 64 KiB. */
  counts(): { lines: number; tooLong: number }
}

/**
 * Cuts chunks into lines without making strings. At most one line of 64 KiB is held, whatever comes. NULs in front of
 * a line are left out: a writer that does not append leaves a hole of them after copytruncate.
 */
export function cutLines(takeLine: TakeLine): LineCutter {
  const held = Buffer.allocUnsafe(LINE_BYTES_MAX)
  let heldBytes = 0
  let isTooLong = false
  let lines = 0
  let tooLong = 0

  const take = (chunk: Buffer): void => {
    let from = heldBytes > 0 || isTooLong ? endHeld(chunk) : 0
    for (;;) {
      const to = chunk.indexOf(NEWLINE, from)
      if (to < 0) break
      giveOut(chunk, from, to)
      from = to + 1
    }
    if (from < chunk.length) hold(chunk, from, chunk.length)
  }

  const giveOut = (bytes: Buffer, start: number, to: number): void => {
    let from = start
    while (from < to && bytes[from] === 0) from++
    lines++
    if (to - from > LINE_BYTES_MAX) tooLong++
    else takeLine(bytes, from, to)
  }

  /** @returns where the next line begins in the chunk */
  const endHeld = (chunk: Buffer): number => {
    const to = chunk.indexOf(NEWLINE)
    hold(chunk, 0, to < 0 ? chunk.length : to)
    if (to < 0) return chunk.length
    giveOutHeld()
    return to + 1
  }

  const hold = (chunk: Buffer, start: number, to: number): void => {
    let from = start
    if (heldBytes === 0) while (from < to && chunk[from] === 0) from++
    if (isTooLong || heldBytes + to - from > LINE_BYTES_MAX) {
      isTooLong = true
      return
    }
    chunk.copy(held, heldBytes, from, to)
    heldBytes += to - from
  }

  const giveOutHeld = (): void => {
    lines++
    if (isTooLong) tooLong++
    else takeLine(held, 0, heldBytes)
    heldBytes = 0
    isTooLong = false
  }

  return {
    take,
    end: () => {
      if (heldBytes > 0 || isTooLong) giveOutHeld()
    },
    counts: () => ({ lines, tooLong }),
  }
}
