import { AppError } from '../errors.ts'
import { customerInput, type CustomerInput } from './customer.ts'
import { parseCsv } from './parse-csv.ts'

/** What is wrong with an import, line by line. */
export type ImportFault = { line: number; message: string }

const COLUMNS = ['number', 'name', 'language', 'contact_name', 'contact_email', 'contact_phone', 'accounts', 'domains']

/**
 * Reads customers from CSV (first line: column names, lists split at blanks) or JSON (an array, or one object per
 * line). Several CSV lines with the same number are one customer with several contacts.
 *
 * @returns the customers and every fault with its line; import nothing when there is one
 */
export function parseCustomers(text: string): { customers: CustomerInput[]; faults: ImportFault[] } {
  const trimmed = text.replace(/^\uFEFF/, '').trimStart()
  if (trimmed.startsWith('[') || trimmed.startsWith('{')) return fromJson(trimmed)
  return fromCsv(text.replace(/^\uFEFF/, ''))
}

function fromJson(text: string): { customers: CustomerInput[]; faults: ImportFault[] } {
  if (text.startsWith('[')) return collect(jsonOf(text, 1), (index) => index + 1, 'entry')
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]))
  return collect(lines.map(({ line, number }) => jsonOf(line, number)), (index) => lines[index]?.number ?? 0, 'line')
}

function jsonOf(text: string, line: number): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AppError('bad-input', `line ${line}: not JSON: ${(error as Error).message}`, { cause: error })
  }
}

function collect(values: unknown, lineOf: (index: number) => number, unit: string): { customers: CustomerInput[]; faults: ImportFault[] } {
  if (!Array.isArray(values)) throw new AppError('bad-input', 'not a list of customers')
  const customers: CustomerInput[] = []
  const faults: ImportFault[] = []
  values.forEach((value, index) => {
    const parsed = customerInput.safeParse(value)
    if (parsed.success) customers.push(parsed.data)
    else for (const issue of parsed.error.issues) faults.push({ line: lineOf(index), message: `${unit} ${lineOf(index)}: ${issue.path.join('.')}: ${issue.message}` })
  })
  return { customers, faults }
}

function fromCsv(text: string): { customers: CustomerInput[]; faults: ImportFault[] } {
  const [head, ...rows] = parseCsv(text)
  if (!head) return { customers: [], faults: [{ line: 1, message: 'line 1: the file is empty' }] }
  const names = head.fields.map((field) => field.trim().toLowerCase())
  const unknown = names.filter((name) => !COLUMNS.includes(name))
  const missing = ['number', 'name'].filter((name) => !names.includes(name))
  if (unknown.length > 0 || missing.length > 0) {
    const said = [...unknown.map((name) => `unknown column "${name}"`), ...missing.map((name) => `column "${name}" is missing`)].join(', ')
    return { customers: [], faults: [{ line: head.line, message: `line ${head.line}: ${said}; known are ${COLUMNS.join(', ')}` }] }
  }
  return joinRows(rows.map(({ line, fields }) => ({ line, cells: Object.fromEntries(names.map((name, index) => [name, fields[index]?.trim() ?? ''])) })))
}

type Row = { line: number; cells: Record<string, string> }

function joinRows(rows: Row[]): { customers: CustomerInput[]; faults: ImportFault[] } {
  const customers = new Map<string, CustomerInput>()
  const faults: ImportFault[] = []
  for (const { line, cells } of rows) {
    const parsed = customerInput.safeParse(rowValue(cells))
    if (!parsed.success) {
      for (const issue of parsed.error.issues) faults.push({ line, message: `line ${line}: ${issue.path[0] === 'contacts' ? 'contact' : issue.path.join('.')}: ${issue.message}` })
      continue
    }
    const before = customers.get(parsed.data.number)
    if (before && before.name !== parsed.data.name) faults.push({ line, message: `line ${line}: customer ${before.number} is called "${before.name}" further up and "${parsed.data.name}" here` })
    customers.set(parsed.data.number, before ? merged(before, parsed.data) : parsed.data)
  }
  return { customers: [...customers.values()], faults }
}

function rowValue(cells: Record<string, string>) {
  const contact = { name: cells['contact_name'] ?? '', email: cells['contact_email'] || null, phone: cells['contact_phone'] || null }
  const hasContact = contact.name !== '' || contact.email !== null || contact.phone !== null
  return {
    number: cells['number'],
    name: cells['name'],
    language: cells['language'] || undefined,
    contacts: hasContact ? [contact] : [],
    accounts: listOf(cells['accounts']),
    domains: listOf(cells['domains']),
  }
}

function listOf(cell: string | undefined): string[] {
  return (cell ?? '').split(/\s+/).filter((part) => part !== '')
}

function merged(one: CustomerInput, other: CustomerInput): CustomerInput {
  return { ...one, contacts: [...one.contacts, ...other.contacts], accounts: [...one.accounts, ...other.accounts], domains: [...one.domains, ...other.domains] }
}
