import type { HostFiles, Place } from '../configuration.ts'
import { linesOf } from '../lines.ts'

/** A line as Exim takes it: continued lines joined, macros put in. */
export interface EximLine extends Place {
  text: string
}

export interface EximConfiguration {
  file: string
  /** Options of the main part by name; `hide` is left out, `no_x` is `x = false`. */
  options: Map<string, EximLine & { value: string }>
  acls: Map<string, EximAcl>
  /** Files that it includes and that could not be read. */
  unread: string[]
}

export interface EximAcl extends Place {
  statements: EximStatement[]
}

export interface EximStatement extends Place {
  verb: string
  conditions: EximCondition[]
}

export interface EximCondition extends Place {
  isNegated: boolean
  name: string
  value: string
}

const LINES_MAX = 20_000
const MACROS_MAX = 500
const LENGTH_MAX = 32_768

/** Reads a configuration of Exim: main options and ACLs; what else it says is passed over. */
export function parseExim(files: HostFiles, file: string): EximConfiguration {
  const configuration: EximConfiguration = { file, options: new Map(), acls: new Map(), unread: [] }
  const reader = makeReader(files, configuration)
  reader.read(file)
  let part = ''
  let acl: EximAcl | undefined
  for (const line of reader.lines) {
    const begin = /^begin\s+(\S+)/i.exec(line.text)
    if (begin) part = (begin[1] as string).toLowerCase()
    else if (part === '') readOption(configuration, line)
    else if (part === 'acl') acl = readAclLine(configuration, acl, line)
  }
  return configuration
}

/** Does this look like a configuration of Exim? */
export function isExim(text: string): boolean {
  return /^[ \t]*begin[ \t]+(acl|routers|transports|retry|rewrite|authenticators)\b/im.test(text) || /^[ \t]*(daemon_smtp_ports|tls_on_connect_ports|acl_smtp_rcpt|acl_smtp_connect)[ \t]*=/m.test(text)
}

interface Reader {
  lines: EximLine[]
  read(file: string): void
}

function makeReader(files: HostFiles, configuration: EximConfiguration): Reader {
  const lines: EximLine[] = []
  const macros = new Map<string, string>()
  const taken: boolean[] = []
  const open: string[] = []
  let spent = 0

  const substitute = (text: string) => {
    let out = text
    for (const [name, value] of macros) {
      if (!out.includes(name)) continue
      out = out.replaceAll(name, () => value).slice(0, LENGTH_MAX)
      spent += out.length
      if (spent > LENGTH_MAX * 200) return text
    }
    return out
  }
  const read = (file: string) => {
    const look = open.includes(file) || open.length > 20 ? undefined : files.read(file)
    if (look?.state !== 'read') {
      if (look) configuration.unread.push(file)
      return
    }
    open.push(file)
    for (const { text, line } of joined(look.text)) {
      if (lines.length >= LINES_MAX) break
      const directive = /^\.(\w+)\s*(.*)$/.exec(text)
      if (directive) follow(directive[1] as string, (directive[2] as string).trim(), file)
      else if (taken.every(Boolean)) {
        const macro = /^([A-Z]\w*)\s*={1,2}\s*([\s\S]*)$/.exec(text)
        if (macro) setMacro(macro[1] as string, macro[2] as string)
        else lines.push({ text: substitute(text), file, line })
      }
    }
    open.pop()
  }
  const setMacro = (name: string, value: string) => {
    const inside = substitute(value)
    macros.delete(name)
    if (macros.size < MACROS_MAX) macros.set(name, inside)
  }
  const follow = (word: string, rest: string, from: string) => {
    const isSet = () => macros.has(rest) || [...macros.keys()].some((name) => rest.includes(name))
    if (word === 'ifdef' || word === 'ifndef') taken.push(isSet() === (word === 'ifdef'))
    else if (word === 'else') taken.push(!taken.pop())
    else if (word === 'elifdef' || word === 'elifndef') taken.push(!taken.pop() && isSet() === (word === 'elifdef'))
    else if (word === 'endif') taken.pop()
    else if (/^include/.test(word) && taken.every(Boolean)) include(word, substitute(rest).replace(/^"|"$/g, ''), from)
  }
  const include = (word: string, path: string, from: string) => {
    const whole = path.startsWith('/') ? path : `${from.slice(0, from.lastIndexOf('/'))}/${path}`
    if (word === 'include_if_exists' && files.read(whole).state === 'missing') return
    read(whole)
  }
  return { lines, read }
}

/** Lines that end in a backslash go on; comments in between are passed over. */
function joined(text: string): { text: string; line: number }[] {
  const found: { text: string; line: number }[] = []
  let pieces: string[] | undefined
  let begin = 0
  linesOf(text).forEach((raw, index) => {
    const line = raw.trim()
    if (line.startsWith('#') || (line === '' && !pieces)) return
    if (!pieces) {
      pieces = []
      begin = index + 1
    }
    const goesOn = line.endsWith('\\')
    pieces.push(goesOn ? line.slice(0, -1) : line)
    if (goesOn) return
    found.push({ text: pieces.join(''), line: begin })
    pieces = undefined
  })
  if (pieces) found.push({ text: (pieces as string[]).join(''), line: begin })
  return found
}

function readOption(configuration: EximConfiguration, line: EximLine): void {
  const text = line.text.replace(/^hide\s+/, '')
  const match = /^([a-z]\w*)\s*=\s*([\s\S]*)$/.exec(text)
  const [name, value] = match ? [match[1] as string, unquoted(match[2] as string)] : /^not?_\w+$/.test(text) ? [text.replace(/^not?_/, ''), 'false'] : [text, 'true']
  // Exim refuses an option that is set twice; the first stands.
  if (/^[a-z]\w*$/.test(name) && !configuration.options.has(name)) configuration.options.set(name, { ...line, value })
}

function unquoted(value: string): string {
  return /^"[\s\S]*"$/.test(value) ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value
}

const VERB = /^(accept|defer|deny|discard|drop|require|warn)\b\s*([\s\S]*)$/

function readAclLine(configuration: EximConfiguration, acl: EximAcl | undefined, line: EximLine): EximAcl | undefined {
  const { file, line: number, text } = line
  const label = /^([A-Za-z0-9_$.-]+)\s*:\s*$/.exec(text)
  if (label) {
    const begun: EximAcl = { file, line: number, statements: [] }
    configuration.acls.set(label[1] as string, begun)
    return begun
  }
  const verb = VERB.exec(text)
  if (verb && acl) acl.statements.push({ file, line: number, verb: verb[1] as string, conditions: [] })
  const statement = acl?.statements.at(-1)
  const condition = /^(!?)\s*([a-z]\w*)\s*(?:=\s*([\s\S]*))?$/.exec(verb ? (verb[2] as string) : text)
  if (statement && condition) statement.conditions.push({ file, line: number, isNegated: condition[1] === '!', name: condition[2] as string, value: (condition[3] ?? '').trim() })
  return acl
}

/** The items of a list of Exim: `a : b`, or with a separator of its own, `<; a ; b`. */
export function eximList(value: string): string[] {
  const own = /^\s*<([^\sA-Za-z0-9])([\s\S]*)$/.exec(value)
  const separator = own?.[1] ?? ':'
  const doubled = '\u0000'
  return (own?.[2] ?? value).replaceAll(separator + separator, doubled).split(separator).map((each) => each.replaceAll(doubled, separator).trim()).filter((each) => each !== '')
}
