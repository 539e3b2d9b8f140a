import type { Flaw, Reply } from './reply.ts'

/** Longest line of a reply with its end (RFC 5321, 4.5.3.1.5). */
const LINE_MAX = 512
/** How much of a longer line is kept. */
const LINE_KEPT = 1_000
/** Nobody greets with more. */
const REPLY_LINES_MAX = 500
const REPLY_BYTES_MAX = 65_536

const LF = 10
const CR = 13

/**
 * Reads the replies of an SMTP server out of bytes in any cut, by RFC 5321, 4.2. What is wrong is told, and reading goes
 * on where a tolerant client would: lines without a code belong to the reply whose last line is still to come. Takes a
 * bounded room, whatever comes; after an endless reply nothing is read any more.
 */
export class ReplyReader {
  private readonly line = Buffer.alloc(LINE_KEPT)
  private lineLength = 0
  private lastByte = 0
  private lines: string[] = []
  private bytes = 0
  private codes = new Set<string>()
  private flaws = new Set<Flaw>()
  private isEndless = false

  /** @returns the replies that are whole with these bytes */
  push(chunk: Uint8Array): Reply[] {
    const replies: Reply[] = []
    for (let at = 0; at < chunk.length && !this.isEndless; ) {
      const end = chunk.indexOf(LF, at)
      this.take(chunk.subarray(at, end === -1 ? chunk.length : end))
      at = end === -1 ? chunk.length : end + 1
      const reply = this.bytes > REPLY_BYTES_MAX ? this.giveUp() : end === -1 ? undefined : this.endLine()
      if (reply) replies.push(reply)
    }
    return replies
  }

  /** What came of a reply that is not whole, or undefined when nothing did. */
  rest(): Reply | undefined {
    if (this.lines.length === 0 && this.lineLength === 0) return undefined
    const begun = this.lineLength > 0 ? [this.keptLine()] : []
    return { code: null, lines: [...this.lines, ...begun], flaws: [...this.flaws] }
  }

  private take(given: Uint8Array): void {
    const bytes = given.subarray(0, REPLY_BYTES_MAX + 1 - this.bytes)
    if (bytes.length === 0) return
    this.line.set(bytes.subarray(0, Math.max(0, LINE_KEPT - this.lineLength)), Math.min(this.lineLength, LINE_KEPT))
    this.lineLength += bytes.length
    this.bytes += bytes.length
    this.lastByte = bytes[bytes.length - 1] as number
  }

  private keptLine(): string {
    return this.line.toString('latin1', 0, Math.min(this.lineLength, LINE_KEPT))
  }

  private endLine(): Reply | undefined {
    const hasCr = this.lineLength > 0 && this.lastByte === CR
    const text = hasCr && this.lineLength <= LINE_KEPT ? this.keptLine().slice(0, -1) : this.keptLine()
    if (!hasCr) this.flaws.add('bare-lf')
    if (this.lineLength + 1 > LINE_MAX) this.flaws.add('long-line')
    if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text)) this.flaws.add('control')
    if (/[\u0080-\u00ff]/.test(text)) this.flaws.add('not-ascii')
    this.lineLength = 0
    this.lines.push(text)
    const [, code, mark] = /^([2-5][0-9]{2})(?:([ -])|$)/.exec(text) ?? []
    if (code === undefined) this.flaws.add('no-code')
    else if (this.codes.add(code).size > 1) this.flaws.add('codes-differ')
    if (code !== undefined && mark !== '-') return this.endReply(Number(code))
    return this.lines.length >= REPLY_LINES_MAX ? this.giveUp() : undefined
  }

  private endReply(code: number | null): Reply {
    const reply = { code, lines: this.lines, flaws: [...this.flaws] }
    this.lines = []
    this.bytes = 0
    this.codes = new Set()
    this.flaws = new Set()
    return reply
  }

  private giveUp(): Reply {
    this.isEndless = true
    if (this.lineLength > 0) this.lines.push(this.keptLine())
    this.lineLength = 0
    this.flaws.add('endless')
    return this.endReply(null)
  }
}
