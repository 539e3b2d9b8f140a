/** The lines of a file without their ends (LF or CRLF). A last empty piece is no line. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** Does the file end its lines with CRLF? */
export function hasCarriageReturns(text: string): boolean {
  const at = text.indexOf('\n')
  return at > 0 && text[at - 1] === '\r'
}

/** The blanks a line begins with. */
export function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? ''
}
