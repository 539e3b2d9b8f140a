import { readQmailHostLine } from '../qmail-host-line.ts'
import { accountOfSpelling } from './account-spelling.ts'
import { findLastWords, findWords, hasWords, wordsOf } from './byte-classes.ts'
import { cutLines, type LineCutter } from './cut-lines.ts'
import { LOCAL, UNKNOWN, type LogScan, type ReceiverOf } from './log-scan.ts'
import { readQmailHead, type QmailHead } from './qmail-head.ts'
import { qmailMail } from './qmail-mail.ts'
import { readSessionOfQlog } from './qmail-qlog.ts'
import { endOfNumber, numberAt, readSpamdyke, type SpamdykeSession } from './qmail-spamdyke.ts'
import { ID_BYTES_MAX } from './queued-mail.ts'
import { BOUNCED, countedNames, DEFERRED, readText, SENT } from './tally.ts'

const AT = 0x40
const SPACE = 0x20
const ANY_TIME = new Date(0)

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
  const session: SpamdykeSession = { from: 0, to: 0, qp: 0, at: 0 }
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
        mails.remove(bytes, from + END.length, endOfId(bytes, from + END.length, to))
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
    if (hasWords(bytes, from, to, EXITING)) mails.forgetDeliveries()
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
    mails.start(delivery, receiver, bytes, message + MESSAGE.length, Math.min(channel, message + MESSAGE.length + ID_BYTES_MAX))
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

    const receiver = mails.end(numberAt(bytes, from, to), outcome)
    results[outcome] = (results[outcome] as number) + 1
    receivers.count(receiver < 0 ? unknown : receiver, outcome)
    return true
  }

  const takeInfo = (bytes: Buffer, from: number, to: number, at: number): boolean => {
    const qp = findLastWords(bytes, from, to, QP)
    if (qp < 0) return false
    mails.takeInfo(bytes, from, endOfId(bytes, from, to), { qp: numberAt(bytes, qp + QP.length, to), at, isReport: findWords(bytes, from, to, NOBODY_SENT) >= 0 })
    return true
  }

  const takeBounce = (bytes: Buffer, from: number, to: number): boolean => {
    const qp = findWords(bytes, from, to, QP)
    if (qp >= 0) mails.takeBounce(numberAt(bytes, qp + QP.length, to))
    return qp >= 0
  }

  const takeSpamdyke = (bytes: Buffer, from: number, to: number): boolean => {
    if (!hasWords(bytes, from, to, SPAMDYKE)) return false
    const tag = endOfNumber(bytes, from + SPAMDYKE.length, to)
    if (hasWords(bytes, tag, to, ALLOWED) && readSpamdyke(bytes, tag, to, session)) {
      mails.takeSession(session.qp, session.at, accounts.numberOf(bytes, session.from, session.to))
    }
    return true
  }

  const takeQlog = (bytes: Buffer, from: number, to: number, at: number): boolean => {
    const said = readSessionOfQlog(readText(bytes.subarray(from, to)))
    const account = said ? accountOfSpelling(said.account) : null
    if (said && account !== null) mails.takeSession(said.qp, at, accounts.numberOfName(account))
    return true
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

/** Message numbers are inodes; what is longer than any is cut, so that it stays one. */
function endOfId(bytes: Buffer, from: number, to: number): number {
  return Math.min(endOfNumber(bytes, from, to), from + ID_BYTES_MAX)
}
