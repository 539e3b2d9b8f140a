/** One line of qmail-send's log (qmail-log(5)). Addresses and reports stand as logged: unsafe bytes are `_`. */
export type QmailLine =
  | { kind: 'new'; msg: string }
  | { kind: 'info'; msg: string; bytes: number; sender: string; qp: number; uid: number }
  | { kind: 'starting'; delivery: string; msg: string; channel: 'local' | 'remote'; recipient: string }
  | { kind: 'delivery'; delivery: string; outcome: 'success' | 'failure' | 'deferral'; report: string }
  | { kind: 'bounce'; msg: string; qp: number }
  | { kind: 'end'; msg: string }
  | { kind: 'exiting' }
  /** A line qmail-send is known to write and that says nothing about a message. */
  | { kind: 'aside' }

/**
 * Parses the text after the stamp. By prefix, because patched servers add lines and words at the end (` queue5`).
 * Null: not a line that qmail-send is known to write.
 */
export function parseQmailLine(text: string): QmailLine | null {
  switch (text.charCodeAt(0)) {
    case 0x73: // starting delivery, status
      return text.startsWith('starting delivery ') ? parseStarting(text) : parseAside(text)
    case 0x64: // delivery
      return text.startsWith('delivery ') ? parseDelivery(text) : null
    case 0x6e:
      return parseNumbered(NEW, text, (msg) => ({ kind: 'new', msg }))
    case 0x69:
      return parseInfo(text)
    case 0x65:
      return parseNumbered(END, text, (msg) => ({ kind: 'end', msg }))
    case 0x62:
      return parseBounce(text)
    default:
      return parseAside(text)
  }
}

const NEW = /^new msg (\d+)\b/
const END = /^end msg (\d+)\b/
const INFO = /^info msg (\d+): bytes (\d+) from <(.*)> qp (\d+) uid (\d+)\b/
const STARTING = /^starting delivery (\d+): msg (\d+) to (local|remote) (\S*)/
const DELIVERY = /^delivery (\d+): (success|failure|deferral): ?(.*)$/
const BOUNCE = /^bounce msg (\d+) qp (\d+)\b/
const ASIDE = /^(warning|alert|triple bounce|local|remote|number of|internal error|delivery report|cannot start|retry|qlog|hard error):? ?/

function parseNumbered(pattern: RegExp, text: string, make: (msg: string) => QmailLine): QmailLine | null {
  const found = pattern.exec(text)
  return found?.[1] ? make(found[1]) : null
}

function parseInfo(text: string): QmailLine | null {
  const found = INFO.exec(text)
  if (!found) return null
  const [, msg = '', bytes, sender = '', qp, uid] = found
  return { kind: 'info', msg, bytes: Number(bytes), sender, qp: Number(qp), uid: Number(uid) }
}

function parseStarting(text: string): QmailLine | null {
  const found = STARTING.exec(text)
  if (!found) return null
  const [, delivery = '', msg = '', channel, recipient = ''] = found
  return { kind: 'starting', delivery, msg, channel: channel === 'local' ? 'local' : 'remote', recipient }
}

function parseDelivery(text: string): QmailLine | null {
  const found = DELIVERY.exec(text)
  if (!found) return null
  const [, delivery = '', outcome, report = ''] = found
  if (outcome !== 'success' && outcome !== 'failure' && outcome !== 'deferral') return null
  return { kind: 'delivery', delivery, outcome, report }
}

function parseBounce(text: string): QmailLine | null {
  const found = BOUNCE.exec(text)
  return found?.[1] ? { kind: 'bounce', msg: found[1], qp: Number(found[2]) } : null
}

function parseAside(text: string): QmailLine | null {
  if (text.startsWith('status: ')) return text.startsWith('status: exiting') ? { kind: 'exiting' } : { kind: 'aside' }
  return ASIDE.test(text) ? { kind: 'aside' } : null
}
