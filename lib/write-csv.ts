type CsvValue = string | number | boolean | null | undefined

/**
 * One line of CSV as RFC 4180 has it, ended by CRLF. A text that a spreadsheet would read as a formula gets an
 * apostrophe before it (OWASP, CSV injection): senders and recipients come from strangers.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(cell).join(',')}\r\n`
}

function cell(value: CsvValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
