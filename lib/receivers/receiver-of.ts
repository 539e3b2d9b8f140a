import { getDomain } from 'tldts'
import { CATALOGUE } from './catalogue.ts'

/** Names that say that no receiver was reached, or that the mail stayed on the host. */
const NO_RECEIVER = new Set(['none', 'local', 'virtual', 'localhost', 'maildrop', 'dovecot', 'pipe'])
const REMEMBERED_MAX = 20_000

const bySuffix = new Map(CATALOGUE.flatMap((each) => each.mx.map((suffix) => [suffix, each.id] as const)))
const remembered = new Map<string, string | undefined>()

/**
 * Recognises a receiver by the name of a mail server, as an MX record or a log line tells it (`mx00.gmx.net`,
 * `mx00.gmx.net[212.227.15.9]:25`).
 *
 * @returns the id of the catalogue; of an unknown receiver the registrable domain of its server; undefined when the name
 *   is an address or means no receiver at all
 */
export function receiverOf(relayName: string): string | undefined {
  if (remembered.has(relayName)) return remembered.get(relayName)
  const id = recognise(nameOf(relayName))
  if (remembered.size >= REMEMBERED_MAX) remembered.clear()
  remembered.set(relayName, id)
  return id
}

function nameOf(relayName: string): string {
  const end = relayName.search(/[[:\s]/)
  const name = end === -1 ? relayName : relayName.slice(0, end)
  return name.toLowerCase().replace(/\.$/, '')
}

function recognise(name: string): string | undefined {
  if (NO_RECEIVER.has(name) || name.length > 253 || !/[a-z]/.test(name)) return undefined
  for (let at = 0; at !== -1; at = nextLabel(name, at)) {
    const id = bySuffix.get(name.slice(at))
    if (id) return id
  }
  return getDomain(name, { allowPrivateDomains: false }) ?? undefined
}

/** Where the next label begins, or -1 behind the last one. */
function nextLabel(name: string, at: number): number {
  const dot = name.indexOf('.', at)
  return dot === -1 ? -1 : dot + 1
}
