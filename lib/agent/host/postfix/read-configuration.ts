/** One parameter of main.cf as it is written: its last definition counts. `line` is where that begins, from 1. */
export type Parameter = { value: string; line: number }
/** One service of master.cf with the parameters its `-o` options override. */
export type Service = { name: string; type: string; command: string; line: number; overrides: Map<string, Parameter> }

type LogicalLine = { text: string; line: number; parts: { text: string; line: number }[] }

/** Reads main.cf: `name = value`, a line that begins with blanks goes on the one before; postconf(5). */
export function readMainConfiguration(text: string): Map<string, Parameter> {
  const parameters = new Map<string, Parameter>()
  for (const { text: whole, line } of logicalLines(text)) {
    const [, name, value] = /^([^\s=]+)\s*=\s*(.*)$/s.exec(whole) ?? []
    if (name !== undefined && value !== undefined) parameters.set(name, { value: value.trim(), line })
  }
  return parameters
}

/** Reads the services of master.cf and their `-o name=value` and `-o { name = value }`; master(5). */
export function readMasterConfiguration(text: string): Service[] {
  return logicalLines(text).flatMap(({ text: whole, line, parts }) => {
    const [name, type, , , , , , command] = whole.split(/\s+/)
    if (name === undefined || type === undefined || command === undefined) return []
    const overrides = new Map(parts.flatMap((part) => readOverrides(part.text).map(({ name, value }) => [name, { value, line: part.line }] as const)))
    return [{ name, type, command, line, overrides }]
  })
}

const OVERRIDE = /-o\s+(?:\{\s*([^\s=}]+)\s*=\s*([^}]*?)\s*\}|([^\s={]+)=(\S*))/g

function readOverrides(text: string): { name: string; value: string }[] {
  return [...text.matchAll(OVERRIDE)].map((match) => ({ name: match[1] ?? match[3] ?? '', value: match[2] ?? match[4] ?? '' }))
}

function logicalLines(text: string): LogicalLine[] {
  const lines: LogicalLine[] = []
  for (const [index, raw] of text.split('\n').entries()) {
    if (/^\s*(#|$)/.test(raw)) continue
    const part = { text: raw.trim(), line: index + 1 }
    const before = lines.at(-1)
    if (/^\s/.test(raw) && before) {
      before.text += ` ${part.text}`
      before.parts.push(part)
    } else lines.push({ text: part.text, line: part.line, parts: [part] })
  }
  return lines
}
