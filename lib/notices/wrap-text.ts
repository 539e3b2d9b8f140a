/** A notice's lines are no longer than this (RFC 3676 section 4.2 recommends 78 at most; quoting needs room). */
export const COLUMNS = 72

/** Joins blocks by blank lines; empty blocks vanish. */
export function joinBlocks(blocks: (string | null)[]): string {
  return `${blocks.filter((block) => block !== null && block !== '').join('\n\n')}\n`
}

/** Breaks a paragraph at blanks. A word longer than the line (an address, a link) stands alone, whole. */
export function wrapText(paragraph: string, first = '', rest = first): string {
  const lines: string[] = []
  let line = first
  let isEmpty = true
  for (const word of paragraph.split(/\s+/).filter((part) => part !== '')) {
    if (!isEmpty && line.length + 1 + word.length > COLUMNS) {
      lines.push(line)
      line = rest
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  lines.push(line)
  return lines.join('\n')
}

/** A numbered item with its text indented under itself. */
export function numbered(number: number, text: string): string {
  return wrapText(text, `${number}) `, '   ')
}

/**
 * A log line as it was written, indented, broken where it is too long. Control characters (a stranger chose parts of
 * the line) become question marks.
 */
export function quoteLogLine(line: string): string {
  const clean = line.replace(/\p{Cc}/gu, '?').trim()
  const parts: string[] = []
  for (let at = 0; at < clean.length; at += COLUMNS - 6) parts.push(clean.slice(at, at + COLUMNS - 6))
  return parts.map((part, index) => (index === 0 ? `    ${part}` : `      ${part}`)).join('\n')
}
