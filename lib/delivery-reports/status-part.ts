import type { ReportedAction, ReportedRecipient } from './delivery-report.ts'

const RECIPIENTS_MAX = 100
const DIAGNOSTIC_MAX = 1_000
const ACTIONS: readonly string[] = ['failed', 'delayed', 'delivered', 'relayed', 'expanded']
/** Wherever it stands: `5.1.1`, `(#5.1.1)`, `550-5.7.1`. */
const STATUS = /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/

/** The fields of a delivery-status part (RFC 3464; RFC 6533 for addresses beyond ASCII). */
export function readStatusPart(text: string): { reportingMta: string | null; recipients: ReportedRecipient[] } {
  let reportingMta: string | null = null
  const recipients: ReportedRecipient[] = []
  let fields = new Map<string, string>()
  const keep = () => {
    const recipient = recipientOf(fields)
    if (recipient && recipients.length < RECIPIENTS_MAX) recipients.push(recipient)
    fields = new Map()
  }
  for (const { name, value } of fieldsOf(text)) {
    // Some write no empty line between the addresses.
    if (name === '' || fields.has(name)) keep()
    if (name === 'reporting-mta') reportingMta = nameOfServer(value)
    else if (name !== '') fields.set(name, value)
  }
  keep()
  return { reportingMta, recipients }
}

/** Fields in their order, folded lines joined; a field without a name stands for an empty line. */
function fieldsOf(text: string): { name: string; value: string }[] {
  const fields: { name: string; value: string }[] = []
  for (const line of text.split('\n')) {
    const last = fields.at(-1)
    if (line.trim() === '') fields.push({ name: '', value: '' })
    else if (/^[ \t]/.test(line)) {
      if (last && last.name !== '' && last.value.length < 2 * DIAGNOSTIC_MAX) last.value += ` ${line.trim()}`
    } else {
      const colon = line.indexOf(':')
      if (colon > 0 && colon <= 60) fields.push({ name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1, 4_000).trim() })
    }
  }
  return fields
}

function recipientOf(fields: Map<string, string>): ReportedRecipient | null {
  // The final address is the one that failed; the original one is the one that was written to.
  const final = addressOf(fields.get('final-recipient'))
  const address = addressOf(fields.get('original-recipient')) ?? final
  if (address === null) return null
  const action = fields.get('action')?.toLowerCase().split(/[\s;(]/)[0] ?? ''
  const diagnostic = withoutType(fields.get('diagnostic-code'))
  return {
    address,
    action: ACTIONS.includes(action) ? (action as ReportedAction) : 'unknown',
    status: statusIn(fields.get('status')) ?? statusIn(diagnostic),
    diagnostic: diagnostic === null || diagnostic === '' ? null : diagnostic.slice(0, DIAGNOSTIC_MAX),
    remoteMta: fields.has('remote-mta') ? nameOfServer(fields.get('remote-mta') ?? '') : null,
  }
}

/** The enhanced status code in a text, if there is one. */
export function statusIn(text: string | null | undefined): string | null {
  return (text && STATUS.exec(text)?.[1]) ?? null
}

/** `rfc822; <a@b>` and `utf-8; …` as an address in lower case; null for what is none. */
export function addressOf(value: string | undefined): string | null {
  const text = withoutType(value)?.replace(/\\x\{([0-9A-Fa-f]{2,6})\}/g, unescaped).replace(/\s\([^()]*\)\s*$/, '').trim() ?? ''
  const bare = text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1) : text
  return /^[^\s<>]{1,200}@[^\s<>@]{1,255}$/.test(bare) ? bare.toLowerCase() : null
}

function unescaped(whole: string, hex: string): string {
  const code = Number.parseInt(hex, 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole
}

/** `smtp; 550 …` → `550 …` */
function withoutType(value: string | undefined): string | null {
  if (value === undefined) return null
  return value.replace(/^\s*[\w.-]{1,40}\s*;\s*/, '').replace(/\s+/g, ' ').trim()
}

function nameOfServer(value: string): string | null {
  const name = withoutType(value)?.split(/[\s(]/)[0]?.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase() ?? ''
  return name === '' || name.length > 255 ? null : name
}
