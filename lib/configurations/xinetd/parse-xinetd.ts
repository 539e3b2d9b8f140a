import { linesOf } from '../lines.ts'

export interface XinetdAttribute {
  name: string
  operator: '=' | '+=' | '-='
  values: string[]
  line: number
}

export interface XinetdService {
  name: string
  line: number
  attributes: XinetdAttribute[]
}

export interface XinetdFile {
  services: XinetdService[]
  defaults: XinetdAttribute[]
  includes: { kind: 'include' | 'includedir'; path: string }[]
}

const ATTRIBUTE = /^([A-Za-z_0-9]+)\s*([+-]?=)\s*(.*)$/

/** Reads a file of xinetd as xinetd does: entries in braces on lines of their own, comments on lines of their own. */
export function parseXinetd(text: string): XinetdFile {
  const file: XinetdFile = { services: [], defaults: [], includes: [] }
  let entry: XinetdAttribute[] | undefined
  let waiting: XinetdAttribute[] | undefined
  linesOf(text).forEach((raw, index) => {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) return
    if (line === '}') entry = waiting = undefined
    else if (line === '{') entry = waiting
    else if (entry) readAttribute(entry, line, index + 1)
    else waiting = readHead(file, line, index + 1)
  })
  return file
}

/** Does this look like a file of xinetd? */
export function isXinetd(text: string): boolean {
  return /^[ \t]*(service[ \t]+\S+|defaults)[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*\{/m.test(text) || /^[ \t]*includedir[ \t]+\//m.test(text)
}

function readAttribute(entry: XinetdAttribute[], line: string, number: number): void {
  const match = ATTRIBUTE.exec(line)
  if (!match) return
  const [, name, operator, rest] = match as unknown as [string, string, XinetdAttribute['operator'], string]
  entry.push({ name, operator, values: rest.split(/\s+/).filter((each) => each !== ''), line: number })
}

/** @returns where the attributes of the entry that begins here go; undefined when none does */
function readHead(file: XinetdFile, line: string, number: number): XinetdAttribute[] | undefined {
  const [word, path] = line.split(/\s+/)
  if (word === 'defaults') return file.defaults
  if (word === 'service' && path !== undefined) {
    const service: XinetdService = { name: path, line: number, attributes: [] }
    file.services.push(service)
    return service.attributes
  }
  if ((word === 'include' || word === 'includedir') && path !== undefined) file.includes.push({ kind: word, path })
  return undefined
}
