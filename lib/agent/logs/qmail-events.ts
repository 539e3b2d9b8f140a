import type { LogEvent } from '../host/mail-host.ts'
import { isUnknownUserReply } from './postfix-events.ts'
import { createPendingMail, type PendingMail, type QueueLook } from './qmail-pending-mail.ts'
import { readQmailHostLine, type QmailHostLine } from './qmail-host-line.ts'
import { isUnknownRecipient } from './spamdyke-line.ts'
import { redactVchkpw } from './vchkpw-line.ts'

/** Joins the lines of all logs of one qmail host into events with queue ids, recipients and accounts. */
export type QmailJoiner = {
  take(line: string): LogEvent[]
  /** Gives up on lines that did not come: a message whose session nobody logged is accepted from nobody known. */
  settle(nowMs: number): LogEvent[]
  /** What is open between lines, so that a restart goes on in the middle of a delivery. */
  save(): JoinerState
}

export type JoinerState = {
  deliveries: [string, Begun][]
  bounces: [number, string][]
  /** Messages told of before qmail-send had seen them. */
  told: [string, number][]
}

export type JoinerOptions = { now(): Date; look: QueueLook; state?: JoinerState; onLine?(line: QmailHostLine): void }

/**
 * Delivery numbers start again at 1 with each qmail-send, message numbers are used again after `end msg`; so a number
 * means what the latest `starting delivery` or `new msg` said. Lines of different logs may come in any order.
 */
export function createQmailJoiner(options: JoinerOptions): QmailJoiner {
  const deliveries: Deliveries = new Map(options.state?.deliveries)
  const pending = createPendingMail(options.look, options.state)

  return {
    take: (line) => {
      const read = readQmailHostLine(line, options.now())
      const text = redactVchkpw(line)
      if (!read) return [{ kind: 'unread', at: options.now(), line: text }]
      options.onLine?.(read)
      return eventsOf(read, text, deliveries, pending)
    },
    settle: (nowMs) => pending.settle(nowMs),
    save: () => ({ deliveries: [...deliveries], ...pending.save() }),
  }
}

type Begun = { id: string; recipient: string; isLocal: boolean }
type Deliveries = Map<string, Begun>

function eventsOf(read: QmailHostLine, line: string, deliveries: Deliveries, pending: PendingMail): LogEvent[] {
  switch (read.program) {
    case 'qmail-send':
      return eventsOfSend(read, line, deliveries, pending)
    case 'spamdyke':
      return eventsOfSpamdyke(read, line, pending)
    case 'vchkpw':
      return eventsOfVchkpw(read, line)
    case 'tcpserver':
    case 'other':
      return []
  }
}

type SendLine = Extract<QmailHostLine, { program: 'qmail-send' }>

function eventsOfSend({ at, said }: SendLine, line: string, deliveries: Deliveries, pending: PendingMail): LogEvent[] {
  switch (said.kind) {
    case 'new':
      return []
    case 'info':
      return pending.takeInfo({ at, line, ...said })
    case 'bounce':
      pending.takeBounce(said.qp, said.msg)
      return []
    case 'starting':
      deliveries.set(said.delivery, { id: said.msg, recipient: said.recipient, isLocal: said.channel === 'local' })
      return []
    case 'delivery':
      return eventsOfDelivery({ at, said }, line, deliveries)
    case 'end':
      pending.forget(said.msg)
      return [{ kind: 'removed', at, id: said.msg, line }]
    case 'exiting':
      deliveries.clear()
      return []
    case 'aside':
      return []
  }
}

const OUTCOMES = { success: 'delivered', failure: 'bounced', deferral: 'deferred' } as const

function eventsOfDelivery({ at, said }: Pick<SendLine, 'at' | 'said'>, line: string, deliveries: Deliveries): LogEvent[] {
  if (said.kind !== 'delivery') return []
  const delivery = deliveries.get(said.delivery)
  deliveries.delete(said.delivery)
  // Begun before we began to read: nobody can say which message it was.
  if (!delivery) return []

  const outcome = OUTCOMES[said.outcome]
  return [{ kind: 'attempt', at, ...delivery, relay: null, ip: null, outcome, isUnknownUser: outcome === 'bounced' && isUnknownUserReply('', said.report.replaceAll('_', ' ')), reply: said.report, line }]
}

function eventsOfSpamdyke(read: Extract<QmailHostLine, { program: 'spamdyke' }>, line: string, pending: PendingMail): LogEvent[] {
  const { at, said } = read
  const account = said.account?.toLowerCase() ?? null
  if (said.code === 'ALLOWED') {
    return said.qp === null ? [] : pending.takeSession({ at, line, qp: said.qp, account, clientIp: said.clientIp, from: said.from ?? '' })
  }
  if (!said.code.startsWith('DENIED_')) return []
  return [{ kind: 'refused', at, account, clientIp: said.clientIp, why: isUnknownRecipient(said) ? 'unknown-user' : 'other', line }]
}

/** `smtp access denied` comes after a right password: it is the account, and it is NO_SMTP, our lock. */
function eventsOfVchkpw({ at, said }: Extract<QmailHostLine, { program: 'vchkpw' }>, line: string): LogEvent[] {
  if (said.outcome === 'login') return []
  const isLock = said.outcome === 'access-denied' && /smtp access denied/.test(line)
  return [{ kind: 'refused', at, account: said.account, clientIp: said.clientIp, why: isLock ? 'relay-lock' : 'other', line }]
}
