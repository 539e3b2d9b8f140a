import { accountName } from '../../protocol/primitives.ts'
import type { LogEvent } from '../host/mail-host.ts'
import { parsePostfixLine, type PostfixFact } from './postfix-line.ts'

const SAME_MESSAGE_MS = 600_000

export type PostfixEventsOptions = {
  /** The account of a local program's mail, `uid:NAME@HOST`. */
  accountOfUid(uid: number): string
  /** Is this the refusal that our lock gives? `text` as logged, e.g. `<bob@x>: SASL login name rejected: …`. */
  isOurRefusal(account: string, text: string): boolean
  /** The address that the service of this syslog name sends from, for receivers of this family; null: not known. */
  bindAddressOf?(instance: string, family: 4 | 6): string | null
  /** Only lines of this syslog name and its services (`postfix`, `postfix/submission`); null: of every instance. */
  syslogName: string | null
  /** Further names that services of master.cf give themselves (`postfix-out2`). */
  serviceNames?: ReadonlySet<string>
  now(): Date
}

/** What the log has told about messages that may still be in the queue; at most `messagesMax`, oldest forgotten. */
export type KnownMessages = {
  /**
   * Short queue ids are reused. With `arrivedAt` an account is named only when the log took the message in within ten
   * minutes of that time.
   */
  accountOf(id: string, arrivedAt?: Date): string | null
  parentOf(id: string): string | null
}

/**
 * Joins Postfix log lines to events. Ids are forgotten when their message leaves the queue, but the parent of a bounce
 * and its account are kept as long as there is room: a bounce outlives the message it speaks of.
 */
export function postfixEvents(options: PostfixEventsOptions, messagesMax = 200_000) {
  const accounts = new Map<string, { account: string | null; at: Date }>()
  const parents = new Map<string, string>()
  const sized = new Map<string, true>()

  const read = (line: string): LogEvent[] => {
    const parsed = parsePostfixLine(line, options.now())
    if (!parsed) return looksLikePostfix(line) ? [{ kind: 'unread', at: options.now(), line }] : []
    if (!isOfInstance(parsed.instance, options.syslogName) && !options.serviceNames?.has(parsed.instance)) return []

    const event = eventOf(parsed.fact, parsed.at, line, parsed.instance)
    return event ? [event] : []
  }

  const eventOf = (fact: PostfixFact, at: Date, line: string, instance: string): LogEvent | null => {
    switch (fact.kind) {
      case 'client':
        return accept(fact.id, accountOfSaslName(fact.saslName), fact.clientIp, at, line)
      case 'pickup':
        return accept(fact.id, accountOfPickup(fact), null, at, line)
      case 'queued':
        if (sized.has(fact.id)) return null
        keep(sized, fact.id, true)
        return { kind: 'sized', at, id: fact.id, sender: fact.sender, recipients: fact.recipients, size: fact.size, line }
      case 'delivery':
        return attemptOf(fact, at, line, (family) => options.bindAddressOf?.(instance, family) ?? null)
      case 'expired':
        return { kind: 'attempt', at, id: fact.id, recipient: '', relay: null, isLocal: true, ip: null, outcome: 'bounced', isUnknownUser: false, reply: 'expired, returned to sender', line }
      case 'bounce':
        keep(parents, fact.bounceId, fact.id)
        return { kind: 'bounce-made', at, id: fact.bounceId, parentId: fact.id, line }
      case 'removed':
        sized.delete(fact.id)
        return { kind: 'removed', at, id: fact.id, line }
      case 'moved-by-hand':
        return fact.what === 'removed' ? { kind: 'removed', at, id: fact.id, line } : null
      case 'refused':
        return refusalOf(fact, at, line, options)
      case 'login-failed':
      case 'message-id':
      case 'other':
        return null
    }
  }

  const accept = (id: string, account: string | null, clientIp: string | null, at: Date, line: string): LogEvent => {
    sized.delete(id)
    keep(accounts, id, { account, at })
    return { kind: 'accepted', at, id, account, clientIp, line }
  }

  /** A requeued message comes back through pickup under a new id, as mail of the user `postfix`. */
  const accountOfPickup = (fact: Extract<PostfixFact, { kind: 'pickup' }>): string | null =>
    fact.originalId === null ? options.accountOfUid(fact.uid) : (accounts.get(fact.originalId)?.account ?? null)

  function keep<V>(map: Map<string, V>, id: string, value: V): void {
    map.delete(id)
    map.set(id, value)
    if (map.size <= messagesMax) return
    const oldest = map.keys().next()
    if (!oldest.done) map.delete(oldest.value)
  }

  const known: KnownMessages = {
    accountOf: (id, arrivedAt) => {
      const known = accounts.get(id)
      if (!known || (arrivedAt && Math.abs(known.at.getTime() - arrivedAt.getTime()) > SAME_MESSAGE_MS)) return null
      return known.account
    },
    parentOf: (id) => parents.get(id) ?? null,
  }
  return { read, known }
}

/**
 * The account of a SASL name: small letters, because the lock map folds its keys and one lock acts on all spellings.
 * Null for a name that is no account name (blanks, control characters).
 */
export function accountOfSaslName(saslName: string | null): string | null {
  if (saslName === null) return null
  const parsed = accountName.safeParse(saslName.toLowerCase())
  return parsed.success ? parsed.data : null
}

const UNKNOWN_USER_CODE = /\b5\.1\.(?:1|10)\b/
const UNKNOWN_USER_WORDS =
  /user unknown|unknown user|no such user|user does not exist|recipient (?:not found|unknown)|unknown recipient|no mailbox here|mailbox (?:not found|does not exist)|account .{0,80}does not exist|invalid recipient/i

/** RFC 3463 X.1.1 (bad mailbox) and RFC 7505 X.1.10 (null MX), or the words of servers without enhanced codes. */
export function isUnknownUserReply(dsn: string, reply: string): boolean {
  return UNKNOWN_USER_CODE.test(dsn) || UNKNOWN_USER_CODE.test(reply) || UNKNOWN_USER_WORDS.test(reply)
}

function attemptOf(fact: Extract<PostfixFact, { kind: 'delivery' }>, at: Date, line: string, bindAddress: (family: 4 | 6) => string | null): LogEvent {
  const outcome = fact.status === 'sent' ? 'delivered' : fact.status
  const isUnknownUser = outcome === 'bounced' && isUnknownUserReply(fact.dsn, fact.reply)
  const { relay, isLocal, family } = relayOf(fact.relay)
  const ip = family === null ? null : bindAddress(family)
  return { kind: 'attempt', at, id: fact.id, recipient: fact.recipient, relay, isLocal, ip, outcome, isUnknownUser, reply: fact.reply, line }
}

/** `mx.example[192.0.2.1]:25` is a receiver, `none` one that was not reached, anything else an agent of this host. */
function relayOf(relay: string): { relay: string | null; isLocal: boolean; family: 4 | 6 | null } {
  const [, name, address] = /^([^[\]]+)\[([^\]]*)\]:\d+$/.exec(relay) ?? []
  if (name === undefined || address === undefined) return { relay: null, isLocal: relay !== 'none', family: null }
  return { relay: name.toLowerCase(), isLocal: false, family: address.includes(':') ? 6 : 4 }
}

function refusalOf(
  fact: Extract<PostfixFact, { kind: 'refused' }>,
  at: Date,
  line: string,
  options: PostfixEventsOptions,
): LogEvent | null {
  if (fact.action !== 'reject') return null

  const account = accountOfSaslName(fact.saslName)
  const isOurs = account !== null && fact.text.includes('SASL login name rejected') && options.isOurRefusal(account, fact.text)
  const why = isOurs ? 'relay-lock' : isUnknownUserReply(fact.dsn ?? '', fact.text) ? 'unknown-user' : 'other'
  return { kind: 'refused', at, account, clientIp: fact.clientIp, why, line }
}

function isOfInstance(instance: string, syslogName: string | null): boolean {
  return syslogName === null || instance === syslogName || instance.startsWith(`${syslogName}/`)
}

/** Other programs write to the same log; only a broken line of Postfix itself counts as unread. */
function looksLikePostfix(line: string): boolean {
  return line.includes('postfix')
}
