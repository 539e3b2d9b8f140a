import { readQmailHostLine } from '../qmail-host-line.ts'
import { parseSpamdykeLine } from '../spamdyke-line.ts'
import { accountOfSpelling } from './account-spelling.ts'
import { findWords, hasWords, isDigit, wordsOf } from './byte-classes.ts'
import { cutLines, type LineCutter } from './cut-lines.ts'
import { LOCAL, UNKNOWN, type LogScan, type ReceiverOf } from './log-scan.ts'
import { readQmailHead, type QmailHead } from './qmail-head.ts'
import { keep, qmailMail, type Mail } from './qmail-mail.ts'
import { readSessionOfQlog } from './qmail-qlog.ts'
import { BOUNCED, countedNames, DEFERRED, NOBODY, readText, SENT } from './tally.ts'

const AT = 0x40
const SPACE = 0x20
const ANY_TIME = new Date(0)
/** qmail-send has at most 509 deliveries open at a time. */
const DELIVERIES_MAX = 4096

const STATUS = wordsOf('status: ')
const EXITING = wordsOf('status: exiting')
const STARTING = wordsOf('starting delivery ')
const DELIVERY = wordsOf('delivery ')
const INFO = wordsOf('info msg ')
const NEW = wordsOf('new msg ')
const END = wordsOf('end msg ')
const BOUNCE = wordsOf('bounce msg ')
const MESSAGE = wordsOf(': msg ')
const REMOTE = wordsOf(' to remote ')
const LOCALLY = wordsOf(' to local ')
const NOBODY_SENT = wordsOf(' from <> ')
const QP = wordsOf(' qp ')
const SUCCESS = wordsOf(': success')
const FAILURE = wordsOf(': failure')
const DEFERRAL = wordsOf(': deferral')
const SPAMDYKE = wordsOf('spamdyke[')
const ALLOWED = wordsOf(']: ALLOWED ')
const QLOG = wordsOf('qlog')

/** One log of several that are read at the same time. */
export type LogStream = Pick<LineCutter, 'take' | 'end'> & {
  /** The moment that was read last, in UNIX seconds; 0 before the first. */
  readTo(): number
}

/** Logs of one host that are written side by side and belong together. */
export type QmailScan = LogScan & { openStream(): LogStream }

/**
 * Counts the deliveries of qmail-send (through multilog or splogger) by account and receiver. The account comes from
 * spamdyke's line or sagredo's qlog line for the same pid of qmail-queue. qmail-send names no server, so the receiver
 * is told by the recipient's domain.
 */
export function scanQmail(receiverOf: ReceiverOf): QmailScan {
  const accounts = countedNames(accountOfSpelling)
  const receivers = countedNames(receiverOf)
  const local = receivers.numberOfName(LOCAL)
  const unknown = receivers.numberOfName(UNKNOWN)
  const mails = qmailMail(accounts)
  const deliveries = new Map<number, { mail: Mail | undefined; receiver: number }>()
  const results = [0, 0, 0]
  const head: QmailHead = { text: 0, at: 0 }
  const cutters: LineCutter[] = []
  let unparsed = 0

  const takeLine = (bytes: Buffer, from: number, to: number): void => {
    if (from === to) return
    if (!readQmailHead(bytes, from, to, head)) unparsed++
    else if (!takeText(bytes, head.text, to, head.at) && !isKnown(bytes, from, to)) unparsed++
  }

  /** @returns whether it is one of the lines that the count is made of */
  const takeText = (bytes: Buffer, from: number, to: number, at: number): boolean => {
    switch (bytes[from]) {
      case 0x73: // status, starting delivery, spamdyke
        return takeStatus(bytes, from, to) || takeStarting(bytes, from, to) || takeSpamdyke(bytes, from, to)
      case 0x64:
        return hasWords(bytes, from, to, DELIVERY) && takeDelivery(bytes, from + DELIVERY.length, to)
      case 0x69:
        return hasWords(bytes, from, to, INFO) && takeInfo(bytes, from + INFO.length, to, at)
      case 0x6e:
        return hasWords(bytes, from, to, NEW)
      case 0x65:
        if (!hasWords(bytes, from, to, END)) return false
        mails.remove(numberAt(bytes, from + END.length, to))
        return true
      case 0x62:
        return hasWords(bytes, from, to, BOUNCE) && takeBounce(bytes, from, to)
      case 0x71:
        return hasWords(bytes, from, to, QLOG) && takeQlog(bytes, from, to, at)
      default:
        return false
    }
  }

  const takeStatus = (bytes: Buffer, from: number, to: number): boolean => {
    if (!hasWords(bytes, from, to, STATUS)) return false
    // Open deliveries are forgotten by qmail-send when it ends, and their numbers begin again at 1.
    if (hasWords(bytes, from, to, EXITING)) deliveries.clear()
    return true
  }

  const takeStarting = (bytes: Buffer, from: number, to: number): boolean => {
    if (!hasWords(bytes, from, to, STARTING)) return false
    const delivery = numberAt(bytes, from + STARTING.length, to)
    const message = findWords(bytes, from + STARTING.length, to, MESSAGE)
    if (message < 0) return false
    const channel = endOfNumber(bytes, message + MESSAGE.length, to)
    const isRemote = hasWords(bytes, channel, to, REMOTE)
    if (!isRemote && !hasWords(bytes, channel, to, LOCALLY)) return false

    const receiver = isRemote ? receiverOfRecipient(bytes, channel + REMOTE.length, to) : local
    keep(deliveries, delivery, { mail: mails.find(numberAt(bytes, message + MESSAGE.length, to)), receiver }, DELIVERIES_MAX)
    return true
  }

  const receiverOfRecipient = (bytes: Buffer, from: number, to: number): number => {
    let end = from
    let domain = -1
    for (; end < to && bytes[end] !== SPACE; end++) if (bytes[end] === AT) domain = end + 1
    return domain < 0 || domain === end ? unknown : receivers.numberOf(bytes, domain, end)
  }

  const takeDelivery = (bytes: Buffer, from: number, to: number): boolean => {
    const outcomeAt = endOfNumber(bytes, from, to)
    const outcome = hasWords(bytes, outcomeAt, to, SUCCESS) ? SENT : hasWords(bytes, outcomeAt, to, DEFERRAL) ? DEFERRED : hasWords(bytes, outcomeAt, to, FAILURE) ? BOUNCED : -1
    if (outcome < 0 || outcomeAt === from) return false

    const number = numberAt(bytes, from, to)
    const delivery = deliveries.get(number)
    deliveries.delete(number)
    results[outcome] = (results[outcome] as number) + 1
    receivers.count(delivery ? delivery.receiver : unknown, outcome)
    mails.count(delivery?.mail, outcome)
    return true
  }

  const takeInfo = (bytes: Buffer, from: number, to: number, at: number): boolean => {
    const qp = lastWords(bytes, from, to, QP)
    if (qp < 0) return false
    mails.takeInfo(numberAt(bytes, from, to), { qp: numberAt(bytes, qp + QP.length, to), at, isReport: findWords(bytes, from, to, NOBODY_SENT) >= 0 })
    return true
  }

  const takeBounce = (bytes: Buffer, from: number, to: number): boolean => {
    const qp = findWords(bytes, from, to, QP)
    if (qp >= 0) mails.takeBounce(numberAt(bytes, qp + QP.length, to))
    return qp >= 0
  }

  /** `reason: 250_ok_<epoch>_qp_<pid>` tells the moment too. */
  const takeSpamdyke = (bytes: Buffer, from: number, to: number): boolean => {
    if (!hasWords(bytes, from, to, SPAMDYKE)) return false
    const tag = endOfNumber(bytes, from + SPAMDYKE.length, to)
    if (!hasWords(bytes, tag, to, ALLOWED)) return true
    const said = parseSpamdykeLine(readText(bytes.subarray(tag + 3, to)))
    if (said?.qp != null && said.account !== null) takeSession(said.qp, epochOf(said.reason), said.account)
    return true
  }

  const takeQlog = (bytes: Buffer, from: number, to: number, at: number): boolean => {
    const session = readSessionOfQlog(readText(bytes.subarray(from, to)))
    if (session) takeSession(session.qp, at, session.account)
    return true
  }

  const takeSession = (qp: number, at: number, spelling: string): void => {
    const account = accountOfSpelling(spelling)
    mails.takeSession(qp, at, account === null ? NOBODY : accounts.numberOfName(account))
  }

  const openStream = (): LogStream => {
    const cutter = cutLines(takeLine)
    cutters.push(cutter)
    let readTo = 0
    const noteTime = () => {
      if (head.at > readTo) readTo = head.at
    }
    return {
      take: (chunk) => {
        cutter.take(chunk)
        noteTime()
      },
      end: cutter.end,
      readTo: () => readTo,
    }
  }

  const first = openStream()
  return {
    take: first.take,
    endFile: first.end,
    openStream,
    tally: () => {
      const counts = cutters.map((cutter) => cutter.counts())
      const lines = counts.reduce((sum, each) => sum + each.lines, 0)
      const tooLong = counts.reduce((sum, each) => sum + each.tooLong, 0)
      const [sent = 0, deferred = 0, bounced = 0] = results
      return { lines, unparsed: unparsed + tooLong, results: { sent, deferred, bounced }, accounts: accounts.toRecord(), receivers: receivers.toRecord() }
    },
  }
}

/** Lines that say nothing of deliveries: sessions, logins, warnings. */
function isKnown(bytes: Buffer, from: number, to: number): boolean {
  return readQmailHostLine(readText(bytes.subarray(from, to)), ANY_TIME) !== null
}

function epochOf(reason: string | null): number {
  return Number(/^250_ok_(\d+)_qp_/.exec(reason ?? '')?.[1] ?? NaN)
}

function numberAt(bytes: Buffer, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to && isDigit(bytes[at]); at++) number = number * 10 + (bytes[at] as number) - 0x30
  return number
}

function endOfNumber(bytes: Buffer, from: number, to: number): number {
  let at = from
  while (at < to && isDigit(bytes[at])) at++
  return at
}

function lastWords(bytes: Buffer, from: number, to: number, words: Uint8Array): number {
  for (let at = to - words.length; at >= from; at--) if (hasWords(bytes, at, to, words)) return at
  return -1
}
