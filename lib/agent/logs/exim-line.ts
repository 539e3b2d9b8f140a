import { readStamp } from './postfix-stamp.ts'

/** What one line of Exim's main log says. `other`: a line that was understood to hold nothing of interest here. */
export type EximFact =
  | {
      kind: 'arrived'
      id: string
      sender: string
      /** The id that the authenticator set (`A=driver:ID`). */
      authenticatedId: string | null
      /** The local user who handed it in; null when it came from a host. */
      user: string | null
      clientIp: string | null
      size: number
      /** How many the log names; null where log_selector has no `received_recipients`. */
      recipients: number | null
      /** The message that this bounce of ours speaks of. */
      parentId: string | null
    }
  | {
      kind: 'delivery'
      id: string
      recipient: string
      outcome: 'delivered' | 'deferred' | 'bounced'
      transport: string | null
      host: string | null
      /** The address it was sent from, where log_selector has `outgoing_interface`. */
      interfaceIp: string | null
      reply: string
    }
  /** Put off without a try: its next one is not due yet. */
  | { kind: 'put-off'; id: string }
  | { kind: 'ended'; id: string; how: 'completed' | 'removed' | 'cancelled' }
  | { kind: 'frozen'; id: string; isFrozen: boolean }
  | { kind: 'refused'; clientIp: string | null; authenticatedId: string | null; stage: string; text: string }
  | { kind: 'login-failed'; clientIp: string | null; name: string | null }
  | { kind: 'other' }

export type EximLine = { at: Date; fact: EximFact }

const SYSLOG_TAG = /^\S+ exim[\w.-]*(?:\[\d+\])?: /
const OWN_EXTRAS = /^(?:[+-]\d{4} )?(?:\[\d+\] )?/
/** 6-6-2 characters before Exim 4.97, 6-11-4 since. */
const ID = /^([0-9A-Za-z]{6}-(?:[0-9A-Za-z]{11}-[0-9A-Za-z]{4}|[0-9A-Za-z]{6}-[0-9A-Za-z]{2})) /

/**
 * Reads one line of Exim's main log, its own file or by way of syslog (spec, chapter "Log files"). Null: no line of
 * Exim's. `zone` of its own stamps, which name none unless log_timezone is set.
 */
export function parseEximLine(line: string, now: Date, zone: 'local' | 'utc' = 'local'): EximLine | null {
  const head = readHead(line, now, zone)
  return head && { at: head.at, fact: readFact(head.text) }
}

function readHead(line: string, now: Date, zone: 'local' | 'utc'): { at: Date; text: string } | null {
  if (/^\d{4}-\d\d-\d\d /.test(line)) return readOwnStamp(line, now, zone)
  const outer = readStamp(line, now)
  const tag = outer && SYSLOG_TAG.exec(outer.rest)
  if (!outer || !tag) return null
  const text = outer.rest.slice(tag[0].length)
  const inner = /^\d{4}-\d\d-\d\d /.test(text) ? readOwnStamp(text, now, zone) : null
  return inner ?? { at: outer.at, text: text.replace(OWN_EXTRAS, '') }
}

function readOwnStamp(line: string, now: Date, zone: 'local' | 'utc'): { at: Date; text: string } | null {
  const stamp = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?) (?:([+-]\d{4}) )?(?:\[\d+\] )?/.exec(line)
  if (!stamp) return null
  const read = readStamp(`${stamp[1]}T${stamp[2]}${stamp[3] ?? (zone === 'utc' ? 'Z' : '')} `, now)
  return read && { at: read.at, text: line.slice(stamp[0].length) }
}

function readFact(text: string): EximFact {
  const [, id] = ID.exec(text) ?? []
  if (id === undefined) return readHostFact(text)
  const rest = text.slice(id.length + 1)
  switch (rest.slice(0, 3)) {
    case '<= ':
      return readArrival(id, rest.slice(3))
    case '=> ':
    case '-> ':
    case '>> ':
      return readDelivery(id, rest.slice(3), 'delivered')
    case '== ':
      return readDeferral(id, rest.slice(3))
    case '** ':
      return readDelivery(id, rest.slice(3), 'bounced')
    case '*> ':
      // Delivery suppressed by -N: nothing was sent to anybody.
      return { kind: 'other' }
    default:
      return readEvent(id, rest) ?? readHostFact(rest)
  }
}

function readEvent(id: string, rest: string): EximFact | null {
  if (/^Completed(?: |$)/.test(rest)) return { kind: 'ended', id, how: 'completed' }
  if (rest.startsWith('removed by ')) return { kind: 'ended', id, how: 'removed' }
  if (rest.startsWith('cancelled by ')) return { kind: 'ended', id, how: 'cancelled' }
  if (/^(?:frozen by |Frozen\b|Message is frozen|\*\*\* Frozen)/.test(rest)) return { kind: 'frozen', id, isFrozen: true }
  if (/^(?:unfrozen by |Unfrozen\b)/.test(rest)) return { kind: 'frozen', id, isFrozen: false }
  return null
}

function readArrival(id: string, rest: string): EximFact {
  const senderEnd = wordEnd(rest, 0)
  const fact = {
    kind: 'arrived' as const, id, sender: bare(rest.slice(0, senderEnd)), authenticatedId: null as string | null, user: null as string | null,
    clientIp: null as string | null, size: 0, recipients: null as number | null, parentId: null as string | null,
  }
  let hasHost = false
  // What stands behind S= is a stranger's text (message id, subject): there only the list of recipients is looked for.
  let at = senderEnd + 1
  for (; at < rest.length; at = wordEnd(rest, at) + 1) {
    const word = rest.slice(at, wordEnd(rest, at))
    if (word.startsWith('H=')) {
      hasHost = true
      fact.clientIp = addressBehind(rest, at)
    } else if (word.startsWith('U=')) fact.user = word.slice(2)
    else if (word.startsWith('A=')) fact.authenticatedId = idOf(word.slice(2))
    else if (word.startsWith('R=') && fact.sender === '') fact.parentId = word.slice(2)
    else if (word.startsWith('S=')) {
      fact.size = /^S=\d{1,15}$/.test(word) ? Number(word.slice(2)) : 0
      break
    }
  }
  if (hasHost) fact.user = null
  fact.recipients = countRecipients(rest, at)
  return fact
}

/** `A=plain_login:bob@x.example` or `…:bob@x.example:sender`; an authenticator that set no id names nobody. */
function idOf(value: string): string | null {
  const [, id = ''] = value.split(':')
  return id === '' ? null : id
}

/** `… for a@x b@y` at the end of a line. A subject that holds ` for ` is quoted, so it is one word. */
function countRecipients(rest: string, from: number): number | null {
  let count: number | null = null
  for (let at = from; at < rest.length; at = wordEnd(rest, at) + 1) {
    const end = wordEnd(rest, at)
    if (count !== null) count += end > at ? 1 : 0
    else if (end - at === 3 && rest.startsWith('for', at)) count = 0
  }
  return count === 0 ? null : count
}

const NOT_DUE = /(?:^| )defer \(-(?:51|52|53|54)\)(?::|$)/

function readDeferral(id: string, rest: string): EximFact {
  const delivery = readDelivery(id, rest, 'deferred')
  const isNotDue = delivery.kind === 'delivery' && delivery.host === null && NOT_DUE.test(rest.slice(0, 2000))
  return isNotDue ? { kind: 'put-off', id } : delivery
}

/**
 * `ADDRESS <ORIGINAL> R=router T=transport H=name [ip] …`, the reply behind the first `: ` of what follows, or in C="…".
 * Fields end there: what a receiver says is no field.
 */
function readDelivery(id: string, rest: string, outcome: 'delivered' | 'deferred' | 'bounced'): EximFact {
  const first = wordEnd(rest, 0)
  // `** a@x.example: Unrouteable address`: the address ends where the words begin.
  const isBare = rest[first - 1] === ':' && outcome !== 'delivered'
  const address = rest.slice(0, isBare ? first - 1 : first)
  let original: string | null = null
  let transport: string | null = null
  let host: string | null = null
  let interfaceIp: string | null = null
  let confirmation = ''
  let reply = isBare ? rest.slice(first + 1) : ''

  for (let at = isBare ? rest.length : first + 1; at < rest.length; ) {
    const end = wordEnd(rest, at)
    const endsFields = outcome !== 'delivered' && rest[end - 1] === ':'
    const word = rest.slice(at, endsFields ? end - 1 : end)
    if (word.startsWith('<') && original === null) original = word.slice(1, word.lastIndexOf('>'))
    else if (word.startsWith('T=')) transport = word.slice(2)
    else if (word.startsWith('H=')) host = hostOf(word.slice(2), rest.slice(end + 1, end + 80))
    else if (word.startsWith('I=[')) interfaceIp = word.slice(3).replace(/\].*$/, '')
    else if (word.startsWith('C="')) confirmation = word.slice(3).replace(/"$/, '')
    if (endsFields) {
      reply = rest.slice(end + 1)
      break
    }
    at = end + 1
  }
  const said = outcome === 'delivered' ? null : SAID_BY.exec(reply)
  // Releases before 4.87 named the server only in the words of its answer.
  host ??= said?.[1]?.toLowerCase() ?? null
  const recipient = address.includes('@') || original === null ? address : original
  return { kind: 'delivery', id, recipient: bareAddress(recipient), outcome, transport, host, interfaceIp, reply: outcome === 'delivered' ? confirmation : reply }
}

/** Exim's own words in front of the receiver's: they stay there, since a refusal means something else after MAIL than after RCPT. */
const SAID_BY = /^SMTP error from remote mail server after [^:]{0,200}(?::<[^>]{0,400}>[^:]{0,300})?: (?:host (\S{1,255}) \[[^\]]{1,60}\]: )?/

/** `H=mx.x.example [192.0.2.1]`; a server without a name is `H=[192.0.2.1]`. */
function hostOf(name: string, behind: string): string | null {
  if (name.startsWith('[')) return name.slice(1).replace(/\].*$/, '').toLowerCase() || null
  return behind.startsWith('[') && name !== '' ? name.toLowerCase() : null
}

function addressBehind(rest: string, at: number): string | null {
  const found = /\[(?:IPv6:)?([0-9a-fA-F:.]{2,45})\]/.exec(rest.slice(at, at + 700))
  return found?.[1] ?? null
}

function readHostFact(text: string): EximFact {
  if (text.startsWith('H=')) return readRefusal(text) ?? { kind: 'other' }
  const failed = /^\S{1,100} authenticator failed for .{0,400}?\[([^\]]{2,60})\](?::\d+)?(?: I=\S+)?(?: U=\S+)?: \d{3} /.exec(text)
  if (!failed) return { kind: 'other' }
  const name = /\(set_id=([^)]{1,320})\)/.exec(text.slice(0, 2000))?.[1] ?? null
  return { kind: 'login-failed', clientIp: failed[1] ?? null, name }
}

/** `H=(x) [192.0.2.1] F=<a@b> A=plain:bob rejected RCPT <c@d>: words`. */
function readRefusal(text: string): EximFact | null {
  let authenticatedId: string | null = null
  for (let at = 0; at < text.length; at = wordEnd(text, at) + 1) {
    const end = wordEnd(text, at)
    const word = text.slice(at, end)
    if (word.startsWith('A=')) authenticatedId = idOf(word.slice(2))
    if (word !== 'rejected') continue
    const stage = /^[A-Za-z]+/.exec(text.slice(end + 1, end + 30))?.[0] ?? ''
    const words = text.indexOf(': ', end)
    return { kind: 'refused', clientIp: addressBehind(text, 0), authenticatedId, stage, text: words < 0 ? '' : text.slice(words + 2) }
  }
  return null
}

/** The blank behind a word; blanks in quotes are part of it (`"a b"@x.example`, `DN="/O=A B"`). */
function wordEnd(text: string, from: number): number {
  let isQuoted = false
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) isQuoted = !isQuoted
    else if (code === 0x5c && isQuoted) at++
    else if (code === 0x20 && !isQuoted) break
  }
  return Math.min(at, text.length)
}

function bare(sender: string): string {
  return sender === '<>' ? '' : bareAddress(sender)
}

function bareAddress(address: string): string {
  return address.replace(/^<|>$/g, '')
}
