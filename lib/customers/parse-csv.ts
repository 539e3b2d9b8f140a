import { AppError } from '../errors.ts'

export type CsvRow = { line: number; fields: string[] }

/**
 * Reads CSV as RFC 4180 has it: quotes around fields with separators, quotes doubled inside, lines may end in LF too.
 * The separator is a comma, or a semicolon when the first line has one outside of quotes and no comma (as German
 * spreadsheets write). Empty lines are skipped. Linear in the length of the text.
 */
export function parseCsv(text: string): CsvRow[] {
  const separator = separatorOf(text)
  const rows: CsvRow[] = []
  let fields: string[] = []
  let field = ''
  let isQuoted = false
  let line = 1
  let began = 1
  const endRow = () => {
    fields.push(field)
    if (fields.length > 1 || fields[0]?.trim() !== '') rows.push({ line: began, fields })
    fields = []
    field = ''
  }
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '\n') line += 1
    if (isQuoted) {
      if (char !== '"') field += char
      else if (text[at + 1] === '"') field += text[(at += 1)]
      else isQuoted = false
    } else if (char === '"' && field === '') isQuoted = true
    else if (char === separator) {
      fields.push(field)
      field = ''
    } else if (char === '\n') {
      endRow()
      began = line
    } else if (char !== '\r') field += char
  }
  if (isQuoted) throw new AppError('bad-input', `line ${began}: a quote is never closed`)
  endRow()
  return rows
}

function separatorOf(text: string): ',' | ';' {
  const first = text.slice(0, text.search(/\r?\n|$/)).replace(/"[^"]*"/g, '')
  return first.includes(';') && !first.includes(',') ? ';' : ','
}
