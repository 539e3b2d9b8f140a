import type { LogEvent } from '../host/mail-host.ts'
import { parseEximLine, type EximFact } from './exim-line.ts'
import { accountOfSaslName, isUnknownUserReply } from './postfix-events.ts'

export type EximEventsOptions = {
  /** The account of a local user's mail, `uid:NAME@HOST`. */
  accountOfUser(user: string): string
  /** Transports that speak SMTP to other hosts; mail of any other stays on this one. Null: not known. */
  remoteTransports: ReadonlySet<string> | null
  /** The sending address that a transport binds to. */
  bindAddressOf(transport: string): string | null
  /** How many recipients a queued message has, where the log does not say; null when it is gone already. */
  recipientsOf(id: string): number | null
  zone: 'local' | 'utc'
  /** The log is Exim's own file: whatever cannot be read in it is unread. Left out, other programs write there too. */
  ownsLog?: boolean
  now(): Date
}

/** Makes events of Exim's log lines. Each line says all that is needed, so nothing is remembered between them. */
export function eximEvents(options: EximEventsOptions): { read(line: string): LogEvent[] } {
  return {
    read: (line) => {
      const parsed = parseEximLine(line, options.now(), options.zone)
      if (!parsed) return options.ownsLog || looksLikeExim(line) ? [{ kind: 'unread', at: options.now(), line }] : []
      return eventsOf(parsed.fact, parsed.at, line, options)
    },
  }
}

function eventsOf(fact: EximFact, at: Date, line: string, options: EximEventsOptions): LogEvent[] {
  switch (fact.kind) {
    case 'arrived':
      return arrivalOf(fact, at, line, options)
    case 'delivery':
      return [attemptOf(fact, at, line, options)]
    case 'put-off':
      return [{ kind: 'put-off', at, id: fact.id, line }]
    case 'ended':
      // `cancelled` is followed by a bounce and `Completed`.
      return fact.how === 'cancelled' ? [] : [{ kind: 'removed', at, id: fact.id, line }]
    case 'refused':
      return [refusalOf(fact, at, line)]
    case 'login-failed':
      return [{ kind: 'refused', at, account: accountOfSaslName(fact.name), clientIp: fact.clientIp, why: 'other', line }]
    case 'frozen':
    case 'other':
      return []
  }
}

function arrivalOf(fact: Extract<EximFact, { kind: 'arrived' }>, at: Date, line: string, options: EximEventsOptions): LogEvent[] {
  const { id } = fact
  if (fact.parentId !== null) return [{ kind: 'bounce-made', at, id, parentId: fact.parentId, line }]
  const account = fact.authenticatedId !== null ? accountOfSaslName(fact.authenticatedId) : fact.user !== null ? options.accountOfUser(fact.user) : null
  // Without a figure there was at least one: a bound from below, never a guess from above.
  const recipients = fact.recipients ?? options.recipientsOf(id) ?? 1
  return [
    { kind: 'accepted', at, id, account, clientIp: fact.clientIp, line },
    { kind: 'sized', at, id, sender: fact.sender, recipients, size: fact.size, line },
  ]
}

function attemptOf(fact: Extract<EximFact, { kind: 'delivery' }>, at: Date, line: string, { remoteTransports, bindAddressOf }: EximEventsOptions): LogEvent {
  const { id, recipient, outcome, transport, host, reply } = fact
  const isLocal = host === null && (transport === null ? outcome === 'delivered' : remoteTransports === null ? outcome === 'delivered' : !remoteTransports.has(transport))
  const ip = fact.interfaceIp ?? (transport === null || isLocal ? null : bindAddressOf(transport))
  const isUnknownUser = outcome === 'bounced' && isUnknownUserReply('', reply)
  return { kind: 'attempt', at, id, recipient, relay: host, isLocal, ip, outcome, isUnknownUser, reply, line }
}

function refusalOf(fact: Extract<EximFact, { kind: 'refused' }>, at: Date, line: string): LogEvent {
  const why = fact.stage === 'RCPT' && isUnknownUserReply('', fact.text) ? 'unknown-user' : 'other'
  return { kind: 'refused', at, account: accountOfSaslName(fact.authenticatedId), clientIp: fact.clientIp, why, line }
}

/** Only what Exim itself wrote and cannot be read counts as unread: its file is its own, a syslog file is shared. */
function looksLikeExim(line: string): boolean {
  return /\bexim[\w.-]*\[\d+\]/.test(line.slice(0, 300)) || /^\d{4}-/.test(line)
}
