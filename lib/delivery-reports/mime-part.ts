/** A part of a mail: its header lines unfolded, by lower-case name; its body as it stands. */
export interface MimePart {
  headers: Map<string, string[]>
  type: string
  parameters: Map<string, string>
  body: string
}

const HEADERS_MAX = 500
const HEADER_CHARS_MAX = 8_000
const PARTS_MAX = 60
const DEPTH_MAX = 6
const PARAMETER = /;\s*([\w*-]{1,40})\s*=\s*(?:"((?:[^"\\]|\\.){0,400})"|([^\s;"]{1,400}))/g

/** Reads header lines, then the body behind the first empty line. Bytes above 127 stand as they came (latin1). */
export function readPart(text: string): MimePart {
  const { headers, rest } = readHeaders(text)
  const contentType = headers.get('content-type')?.[0] ?? 'text/plain'
  const semicolon = contentType.indexOf(';')
  const type = (semicolon === -1 ? contentType : contentType.slice(0, semicolon)).trim().toLowerCase()
  const parameters = new Map<string, string>()
  for (const [, name = '', quoted, plain] of contentType.matchAll(PARAMETER)) parameters.set(name.toLowerCase(), (quoted ?? plain ?? '').replace(/\\(.)/g, '$1'))
  return { headers, type, parameters, body: rest }
}

/** Header lines up to the first empty line; folded ones are joined. */
export function readHeaders(text: string): { headers: Map<string, string[]>; rest: string } {
  const headers = new Map<string, string[]>()
  let at = 0
  let name = ''
  let value = ''
  let read = 0
  const keep = () => {
    if (name !== '' && read++ < HEADERS_MAX) headers.set(name, [...(headers.get(name) ?? []), value.trim()])
    name = ''
  }
  while (at < text.length) {
    const { line, next } = lineAt(text, at)
    at = next
    if (line.trim() === '') break
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (value.length < HEADER_CHARS_MAX) value += ` ${line.trim()}`
      continue
    }
    keep()
    const colon = line.indexOf(':')
    if (colon < 1 || colon > 80) continue
    name = line.slice(0, colon).trim().toLowerCase()
    value = line.slice(colon + 1, colon + 1 + HEADER_CHARS_MAX)
  }
  keep()
  return { headers, rest: text.slice(at) }
}

function lineAt(text: string, at: number): { line: string; next: number } {
  const end = text.indexOf('\n', at)
  const stop = end === -1 ? text.length : end
  return { line: text.slice(at, stop > at && text[stop - 1] === '\r' ? stop - 1 : stop), next: end === -1 ? text.length : end + 1 }
}

/**
 * The parts of a mail that are no multiparts themselves, in their order. What is inside a returned message is not
 * opened: it is the customer's. At most 60 parts, six levels deep.
 */
export function leafParts(part: MimePart, depth = 0, found: MimePart[] = []): MimePart[] {
  const boundary = part.parameters.get('boundary')
  if (!part.type.startsWith('multipart/') || boundary === undefined || depth >= DEPTH_MAX) {
    if (found.length < PARTS_MAX) found.push(part)
    return found
  }
  for (const text of bodiesBetween(part.body, boundary)) {
    if (found.length >= PARTS_MAX) break
    leafParts(readPart(text), depth + 1, found)
  }
  return found
}

function bodiesBetween(body: string, boundary: string): string[] {
  const mark = `--${boundary}`
  const bodies: string[] = []
  let begin = -1
  let at = body.startsWith(mark) ? 0 : nextMark(body, mark, 0)
  while (at !== -1 && bodies.length < PARTS_MAX) {
    if (begin !== -1) bodies.push(body.slice(begin, at))
    const { line, next } = lineAt(body, at)
    if (line.slice(mark.length).startsWith('--')) return bodies
    begin = next
    // Two marks in one place: the search goes on behind the line's first character, so that an empty part is seen.
    at = body.startsWith(mark, next) ? next : nextMark(body, mark, next)
  }
  // Cut off before the last mark: what is there is read.
  if (begin !== -1 && bodies.length < PARTS_MAX) bodies.push(body.slice(begin))
  return bodies
}

function nextMark(body: string, mark: string, from: number): number {
  const found = body.indexOf(`\n${mark}`, from)
  return found === -1 ? -1 : found + 1
}

/** The text of a part: its transfer encoding undone, as UTF-8. */
export function textOf(part: MimePart): string {
  return decoded(part, Buffer.from(part.body, 'latin1')).toString('utf8')
}

function decoded(part: MimePart, bytes: Buffer): Buffer {
  switch (part.headers.get('content-transfer-encoding')?.[0]?.toLowerCase().trim()) {
    case 'base64':
      return Buffer.from(bytes.toString('latin1').replace(/[^A-Za-z0-9+/]/g, ''), 'base64')
    case 'quoted-printable':
      return Buffer.from(part.body.replace(/=[ \t]{0,80}\r?\n/g, '').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
    default:
      return bytes
  }
}
