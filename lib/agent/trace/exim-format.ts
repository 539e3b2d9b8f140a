import { accountOfSpelling } from '../logs/scan/account-spelling.ts'
import { readArrival } from '../logs/scan/exim-fields.ts'
import { readStamp } from '../logs/postfix-stamp.ts'
import { readSyslogPrefix } from '../logs/syslog-prefix.ts'
import { isAddressed, isSameAddress, isSameMessageId } from './query-words.ts'
import type { Outcome, TraceFact } from './trace-fact.ts'
import type { Follow, PickedLine, Seed, TraceFormat } from './trace-format.ts'

type Arrival = { kind: 'arrival'; sender: string; account: string | null; host: string | null; size: number | null; messageId: string | null; parentId: string | null; recipients: string[] }
type Attempt = { kind: 'attempt'; recipient: string; alias: string | null; outcome: Outcome; reply: string; host: string | null }
type Said = { id: string } & (Arrival | Attempt | { kind: 'completed' | 'deleted' | 'held' | 'released' | 'other' })
type Line = PickedLine<Said>

const SLACK = 600_000
const LIKELY_AGE = 3_600_000
/** Exim keeps trying for four days by its default retry rule, and frozen mail longer. */
const WAITS_MAX = 7 * 86_400_000
/** 6-11-4 characters since Exim 4.97, 6-6-2 before. */
const ID = '[0-9A-Za-z]{6}-(?:[0-9A-Za-z]{11}-[0-9A-Za-z]{4}|[0-9A-Za-z]{6}-[0-9A-Za-z]{2})'
const TEXT = new RegExp(`^(?:\\[\\d+\\] )?(${ID}) (.*)$`, 's')
const PARENT = new RegExp(` R=(${ID})(?: |$)`)
const OUTCOMES: Record<string, Outcome> = { '=>': 'delivered', '->': 'delivered', '>>': 'delivered', '==': 'deferred', '**': 'bounced' }

/** What a log alone does not tell: the zone of its stamps, and which account a local user's mail is of. */
export type EximFormatOptions = { zone?: 'local' | 'utc'; /** Without it, a local user's account is his bare name. */ accountOfUser?(user: string): string }

/** Exim's main log (spec, chapter 53): every line names its message. */
export function eximFormat(now: () => Date, { zone = 'local', accountOfUser = bareName }: EximFormatOptions = {}): TraceFormat<Said> {
  const readHead = (text: string) => headOf(text, now(), zone)
  const read = (text: string): Line | null => {
    const stamped = readHead(text)
    const [, id, said] = (stamped && TEXT.exec(stamped.rest)) ?? []
    if (!stamped || id === undefined || said === undefined) return null
    const line = { id, ...saidBy(said, accountOfUser) }
    return { at: stamped.at, said: line, keys: line.kind === 'arrival' && line.parentId !== null ? [id, line.parentId] : [id] }
  }
  return {
    readStamp: (text) => readHead(text)?.at ?? null,
    read,
    seedOf: (query) => {
      if (query.queueId !== undefined) return seedOfId(query.queueId)
      if (query.messageId !== undefined) return seedOfMessageId(query.messageId)
      if (query.recipient !== undefined) return seedOfRecipient(query.recipient)
      if (query.sender !== undefined) return seedOfSender(query.sender)
      return query.account === undefined ? null : seedOfAccount(query.account, accountOfUser)
    },
    followId: (id) => {
      const birth = birthOf(id)
      return birth === null ? null : { key: id, from: birth - SLACK, to: Infinity, seenAt: birth }
    },
    follows: ({ at, said }) => [followOwn(said.id, at), ...(said.kind === 'arrival' && said.parentId !== null ? [followOwn(said.parentId, at)] : [])],
    ends: ({ said }) => (said.kind === 'completed' || said.kind === 'deleted' ? [said.id] : []),
    wordsOf: (id) => [id],
    keyOfId: (id) => id,
    waitsMax: WAITS_MAX,
    factsOf: (lines) => lines.flatMap(factsOf),
  }
}

/** `2026-11-24 02:47:16 `, with a zone behind it where the log has one, or what syslog puts in front. */
function headOf(text: string, now: Date, zone: 'local' | 'utc'): { at: number; rest: string } | null {
  const isSyslog = !/^\d{4}-\d\d-\d\d /.test(text)
  if (!isSyslog) return readOwnHead(text, now, zone)
  const prefixed = readSyslogPrefix(text, now)
  return prefixed && (readOwnHead(prefixed.text, now, zone) ?? { at: prefixed.at.getTime(), rest: prefixed.text })
}

const OWN_STAMP = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)(?: ([+-]\d{4}))? /

function readOwnHead(text: string, now: Date, zone: 'local' | 'utc'): { at: number; rest: string } | null {
  const zoned = text.replace(OWN_STAMP, (_, stamp: string, told?: string) => `${stamp}${told ?? (zone === 'utc' ? '+0000' : '')} `)
  const stamped = readStamp(zoned, now)
  return stamped && { at: stamped.at.getTime(), rest: stamped.rest }
}

type Unnamed<T> = T extends unknown ? Omit<T, 'id'> : never

type AccountOfUser = (user: string) => string

function bareName(user: string): string {
  return user
}

function saidBy(text: string, accountOfUser: AccountOfUser): Unnamed<Said> {
  const mark = text.slice(0, 2)
  if (text.startsWith('<= ')) return readArrivalLine(text, accountOfUser)
  const outcome = Object.hasOwn(OUTCOMES, mark) && text[2] === ' ' ? OUTCOMES[mark] : undefined
  if (outcome) return readAttempt(text.slice(3), outcome)
  if (text.startsWith('Completed')) return { kind: 'completed' }
  if (/^(?:removed by |cancelled by )/.test(text)) return { kind: 'deleted' }
  if (/^(?:\*\*\* )?(?:Frozen\b|frozen by |Message is frozen)/.test(text)) return { kind: 'held' }
  return /^[Uu]nfrozen by /.test(text) ? { kind: 'released' } : { kind: 'other' }
}

function readArrivalLine(text: string, accountOfUser: AccountOfUser): Arrival {
  // The subject may hold anything, also what looks like a field.
  const plain = text.replace(/ T="(?:[^"\\]|\\.)*"/s, '')
  const sizeAt = plain.search(/ S=\d+(?: |$)/)
  const trusted = sizeAt < 0 ? plain : plain.slice(0, sizeAt)
  const stranger = sizeAt < 0 ? '' : plain.slice(sizeAt)
  const sender = /^<= (<>|"(?:[^"\\]|\\.)*"\S*|\S+)/s.exec(plain)?.[1] ?? ''
  const [, name, address] = / H=((?:\S+ )?(?:\([^)]*\) )?)(\[[^\]]*\])/.exec(trusted) ?? []
  const messageId = / id=(\S+)/.exec(stranger)?.[1] ?? null
  return {
    kind: 'arrival',
    sender: sender === '<>' ? '' : sender,
    account: accountIn(text, accountOfUser),
    host: address === undefined ? null : `${name?.trim() ?? ''}${address}`,
    size: Number(/ S=(\d+)/.exec(plain)?.[1] ?? Number.NaN) || null,
    messageId: messageId === null ? null : `<${messageId}>`,
    parentId: sender === '<>' ? (PARENT.exec(trusted)?.[1] ?? null) : null,
    recipients: / for (\S.*)$/s.exec(stranger)?.[1]?.split(' ').filter((word) => word.includes('@')) ?? [],
  }
}

function accountIn(text: string, accountOfUser: AccountOfUser): string | null {
  const bytes = Buffer.from(text)
  const { from, to } = readArrival(bytes, 3, bytes.length)
  if (to <= from) return null
  const name = bytes.toString('utf8', from, to)
  return accountOfSpelling(bytes.toString('latin1', from - 3, from) === ' U=' ? accountOfUser(name) : name)
}

function readAttempt(text: string, outcome: Outcome): Attempt {
  const [, first = '', behind] = /^("(?:[^"\\]|\\.)*"\S*|[^\s:]+(?=: )|\S+)(?: <([^>]*)>)?/s.exec(text) ?? []
  const original = behind === undefined || !behind.includes('@') ? null : behind
  const isAddress = /^[^/|:].*@/s.test(first)
  const recipient = isAddress ? first : (original ?? first)
  const [, host, address] = / H=(\S+) (\[[^\]]*\])/.exec(text) ?? []
  return {
    kind: 'attempt',
    recipient,
    alias: original !== null && !isSameAddress(original, recipient) ? original : null,
    outcome,
    reply: outcome === 'delivered' ? (/ C="((?:[^"\\]|\\.)*)"/s.exec(text)?.[1] ?? '') : whyNot(text),
    host: host === undefined ? null : `${host}${address ?? ''}`,
  }
}

/** What stands behind the fields: `… H=mx [ip]: SMTP error …`, `… defer (-1): …`, `address: Unrouteable address`. */
function whyNot(text: string): string {
  const colon = text.indexOf(': ')
  return colon < 0 ? (/ defer (\(.*)$/s.exec(text)?.[1] ?? '') : text.slice(colon + 2)
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** An id begins with the second it was made in, to the base 62. */
function birthOf(id: string): number | null {
  if (!/^[0-9A-Za-z]{6}-/.test(id)) return null
  const seconds = [...id.slice(0, 6)].reduce((sum, digit) => sum * 62 + DIGITS.indexOf(digit), 0)
  return seconds > 1_000_000_000 && seconds < 10_000_000_000 ? seconds * 1000 : null
}

function followOwn(id: string, at: number): Follow {
  // The clock of the id and the stamp of the line may stand in different zones.
  return { key: id, from: Math.min(birthOf(id) ?? at - LIKELY_AGE, at) - SLACK, to: Infinity, seenAt: at }
}

function seed(words: string[], fits: (said: Said) => boolean): Seed {
  return {
    words,
    keysOf: (line) => {
      const { at, said } = line as Line
      return fits(said) ? [followOwn(said.id, at)] : []
    },
  }
}

function seedOfId(id: string): Seed {
  return { words: [id], keysOf: (line) => (line.keys.includes(id) ? [followOwn(id, line.at)] : []) }
}

function seedOfMessageId(messageId: string): Seed {
  const word = ` id=${messageId.trim().replace(/^<(.*)>$/, '$1')}`
  return seed([word], (said) => said.kind === 'arrival' && said.messageId !== null && isSameMessageId(said.messageId, messageId))
}

function seedOfRecipient(recipient: string): Seed {
  return seed([recipient.padStart(3)], (said) => {
    if (said.kind === 'attempt') return isAddressed(recipient, said.recipient, said.alias)
    return said.kind === 'arrival' && said.recipients.some((one) => isSameAddress(one, recipient))
  })
}

function seedOfSender(sender: string): Seed {
  return seed([`<= ${sender}`], (said) => said.kind === 'arrival' && isSameAddress(said.sender, sender))
}

function seedOfAccount(account: string, accountOfUser: AccountOfUser): Seed {
  const name = account.toLowerCase()
  const [, user = account] = /^uid:(.+)@[^@]*$/i.exec(account) ?? []
  const words = [`:${account}`, ...(accountOfUser(user).toLowerCase() === name ? [` U=${user}`] : [])]
  return seed(words.filter((word) => word.length > 2), (said) => said.kind === 'arrival' && said.account === name)
}

function factsOf({ at, said }: Line): TraceFact[] {
  const { id } = said
  switch (said.kind) {
    case 'arrival':
      return factsOfArrival(id, at, said)
    case 'attempt':
      return [{ id, at, kind: 'attempt', recipient: said.recipient, alias: said.alias, outcome: said.outcome, reply: said.reply, host: said.host, goesOn: null, nextTryAt: null }]
    case 'completed':
      return [{ id, at, kind: 'removed' }]
    case 'deleted':
    case 'held':
    case 'released':
      return [{ id, at, kind: said.kind }]
    case 'other':
      return []
  }
}

function factsOfArrival(id: string, at: number, { sender, account, host, size, messageId, parentId, recipients }: Arrival): TraceFact[] {
  const begun: TraceFact[] = [{ id, at, kind: 'begun' }, ...(messageId === null ? [] : [{ id, at, kind: 'message-id' as const, messageId }])]
  const queued: TraceFact = { id, at, kind: 'queued', sender, size: size ?? 0, recipients: recipients.length || null }
  if (parentId !== null) return [...begun, { id: parentId, at, kind: 'bounce-made', bounceId: id, about: 'failure' }, queued]
  const accepted: TraceFact = { id, at, kind: 'accepted', account, sender, host, messageId, parentId: null, isLocal: host === null }
  return [...begun, accepted, queued, ...recipients.map((recipient): TraceFact => ({ id, at, kind: 'recipient', recipient }))]
}
