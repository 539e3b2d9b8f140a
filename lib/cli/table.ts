/** Rows as a table for people: a head, columns as wide as they need, a dash for nothing. */
export function table(rows: Record<string, string | number | null>[]): string {
  const [first] = rows
  if (!first) return 'none\n'
  const names = Object.keys(first)
  const lines = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '-')))]
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines.map((line) => `${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()}\n`).join('')
}
