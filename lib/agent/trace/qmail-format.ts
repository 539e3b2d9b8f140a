import { readMultilogStamp } from '../logs/multilog-stamp.ts'
import { readQmailHostLine } from '../logs/qmail-host-line.ts'
import type { QmailLine } from '../logs/qmail-line.ts'
import { readSessionOfQlog } from '../logs/scan/qmail-qlog.ts'
import { accountOfSaslName } from '../logs/postfix-events.ts'
import { readSyslogPrefix } from '../logs/syslog-prefix.ts'
import { factsOfQmail } from './qmail-facts.ts'
import type { Follow, PickedLine, Seed, TraceFormat } from './trace-format.ts'

/** Who handed a message in, as spamdyke or sagredo's qmail-smtpd has it; one for each recipient. */
export type Session = { kind: 'session'; qp: number; account: string | null; clientIp: string | null; from: string; to: string | null }
export type QmailSaid = Session | Extract<QmailLine, { kind: 'new' | 'info' | 'starting' | 'delivery' | 'bounce' | 'end' }>
export type QmailPicked = PickedLine<QmailSaid>

export type QmailNames = {
  /** The account of a local program's mail; null for the users that SMTP and qmail itself run under. */
  accountOfUid(uid: number): string | null
  uidOf(account: string): number | null
  /** An address as it was written, for one that was rewritten for a virtual domain. */
  asWritten(recipient: string): string
}

/** Pids of qmail-queue come round again after minutes at the earliest. */
export const SAME_MAIL_MS = 120_000
const LIKELY_AGE = 3_600_000
/** queuelifetime */
const WAITS_MAX = 7 * 86_400_000
const FORWARDED = /\bqp_(\d+)\//

/**
 * The logs of a qmail host: qmail-send names messages by inode, used again at once, and deliveries by numbers that
 * begin anew with each start; who handed a message in stands in another log, joined by the pid of qmail-queue (`qp`).
 */
export function qmailFormat(names: QmailNames, now: () => Date): TraceFormat<QmailSaid> {
  const read = (text: string): QmailPicked | null => {
    const line = readQmailHostLine(text, now())
    const said = line?.program === 'qmail-send' ? pickedOf(line.said) : line?.program === 'spamdyke' && line.said.qp !== null ? { kind: 'session' as const, qp: line.said.qp, account: accountOfSaslName(line.said.account), clientIp: line.said.clientIp, from: line.said.from ?? '', to: line.said.to } : line?.program === 'other' ? sessionOfQlog(text) : null
    return line && said ? { at: line.at.getTime(), said, keys: keysOf(said) } : null
  }
  return {
    readStamp: (text) => (readMultilogStamp(text)?.at ?? readSyslogPrefix(text, now())?.at)?.getTime() ?? null,
    read,
    seedOf: (query) => {
      if (query.queueId !== undefined) return seedOfMessage(query.queueId)
      // qmail logs no Message-ID.
      if (query.messageId !== undefined) return null
      if (query.recipient !== undefined) return seedOfRecipient(query.recipient, names)
      if (query.sender !== undefined) return seedOfSender(query.sender)
      return query.account === undefined ? null : seedOfAccount(query.account, names)
    },
    followId: () => null,
    follows: (line) => followsOf(line),
    ends: ({ said }) => (said.kind === 'end' ? [messageKey(said.msg)] : said.kind === 'delivery' ? [deliveryKey(said.delivery)] : []),
    wordsOf: (key) => wordsOf(key),
    keyOfId: messageKey,
    waitsMax: WAITS_MAX,
    factsOf: (lines) => factsOfQmail(lines, names),
  }
}

function pickedOf(said: QmailLine): QmailSaid | null {
  return said.kind === 'exiting' || said.kind === 'aside' ? null : said
}

function sessionOfQlog(text: string): Session | null {
  const found = readSessionOfQlog(text)
  if (!found) return null
  const [, to = null] = / rcptto=(\S+)/.exec(text) ?? []
  return { kind: 'session', qp: found.qp, account: accountOfSaslName(found.account), clientIp: / remoteip=(\S+)/.exec(text)?.[1] ?? null, from: / mailfrom=(\S+)/.exec(text)?.[1] ?? '', to }
}

const messageKey = (msg: string) => `msg ${msg}`
const deliveryKey = (delivery: string) => `delivery ${delivery}`
const pidKey = (qp: number) => `qp ${qp}`

function keysOf(said: QmailSaid): string[] {
  switch (said.kind) {
    case 'session':
      return [pidKey(said.qp)]
    case 'new':
    case 'end':
      return [messageKey(said.msg)]
    case 'info':
    case 'bounce':
      return [messageKey(said.msg), pidKey(said.qp)]
    case 'starting':
      return [messageKey(said.msg), deliveryKey(said.delivery)]
    case 'delivery':
      return [deliveryKey(said.delivery), ...forwardedTo(said.report).map(pidKey)]
  }
}

/** The pid of qmail-queue that took in what qmail-local sent on (`did_0+1+0/qp_1234/`). */
export function forwardedTo(report: string): number[] {
  const qp = FORWARDED.exec(report)?.[1]
  return qp === undefined ? [] : [Number(qp)]
}

function wordsOf(key: string): string[] {
  const [kind, number = ''] = key.split(' ')
  switch (kind) {
    case 'qp':
      return [` qp ${number}`, `_qp_${number}`, `/qp_${number}/`, ` qp=${number}`]
    case 'delivery':
      return [`delivery ${number}: `]
    default:
      return [`msg ${number}`]
  }
}

function followsOf({ at, said }: QmailPicked): Follow[] {
  switch (said.kind) {
    case 'session':
      return [followPid(said.qp, at)]
    case 'info':
      return [{ ...followMessage(said.msg, at), isOnlyAhead: true }, followPid(said.qp, at)]
    case 'bounce':
      return [followMessage(said.msg, at), followPid(said.qp, at)]
    case 'starting':
      return [followMessage(said.msg, at), { key: deliveryKey(said.delivery), from: at, to: Infinity, seenAt: at, isOnlyAhead: true }]
    case 'delivery':
      // Met from what it was sent on as: the line that it begins with lies before.
      return forwardedTo(said.report).flatMap((qp) => [followPid(qp, at), { key: deliveryKey(said.delivery), from: at - LIKELY_AGE, to: at, seenAt: at }])
    case 'new':
    case 'end':
      return [followMessage(said.msg, at)]
  }
}

function followPid(qp: number, at: number): Follow {
  return { key: pidKey(qp), from: at - SAME_MAIL_MS, to: at + SAME_MAIL_MS, seenAt: at }
}

function followMessage(msg: string, at: number): Follow {
  return { key: messageKey(msg), from: at - LIKELY_AGE, to: Infinity, seenAt: at }
}

function seed(words: string[], follows: (said: QmailSaid, at: number) => Follow[]): Seed {
  return { words, keysOf: (line) => follows((line as QmailPicked).said, line.at) }
}

function seedOfMessage(msg: string): Seed {
  return seed([`msg ${msg}`], (said, at) => ('msg' in said && said.msg === msg ? [fromLine(said, at)] : []))
}

/** From its first line on, or from as far back as is likely. */
function fromLine(said: Extract<QmailSaid, { msg: string }>, at: number): Follow {
  const follow = followMessage(said.msg, at)
  return said.kind === 'new' || said.kind === 'info' ? { ...follow, from: at } : follow
}

function seedOfRecipient(recipient: string, names: QmailNames): Seed {
  const logged = logsafe(recipient)
  return seed([recipient, logged].map((word) => word.padEnd(3)), (said, at) => {
    if (said.kind === 'session') return said.to !== null && isSame(said.to, recipient) ? [followPid(said.qp, at)] : []
    return said.kind === 'starting' && isLoggedAs(said.recipient, recipient, names) ? [followMessage(said.msg, at)] : []
  })
}

/** Local recipients stand rewritten for their virtual domain (`prepend-user@domain`). */
export function isLoggedAs(logged: string, address: string, names: QmailNames): boolean {
  return isSame(logged, logsafe(address)) || isSame(names.asWritten(logged), address) || logged.toLowerCase().endsWith(`-${logsafe(address).toLowerCase()}`)
}

function seedOfSender(sender: string): Seed {
  const logged = logsafe(sender.replace(/^<(.*)>$/, '$1'))
  return seed([`from <${logged}>`], (said, at) => (said.kind === 'info' && isSame(said.sender, logged) ? [fromLine(said, at)] : []))
}

function seedOfAccount(account: string, names: QmailNames): Seed {
  const uid = names.uidOf(account)
  return seed([` auth: ${account}`, ` authuser=${account} `, ...(uid === null ? [] : [` uid ${uid}`])], (said, at) => {
    if (said.kind === 'session') return said.account === account.toLowerCase() ? [followPid(said.qp, at)] : []
    return said.kind === 'info' && uid !== null && said.uid === uid ? [fromLine(said, at)] : []
  })
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** qmail-send logs no byte below 33 or above 126 and no `%`: each becomes `_` (qsutil.c, logsafe). */
export function logsafe(text: string): string {
  return Buffer.from(text).toString('latin1').replace(/[^!-$&-~]/g, '_')
}
