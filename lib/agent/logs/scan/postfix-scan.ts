import { accountOfSpelling } from './account-spelling.ts'
import { ALPHANUMERIC, CLASSES, DAEMON, DIGIT, PROGRAM, findWords, hasWords, wordsOf } from './byte-classes.ts'
import { cutLines } from './cut-lines.ts'
import { findHostEnd, findStampEnd } from './find-stamp-end.ts'
import { LOCAL, UNKNOWN, type LogScan, type ReceiverOf } from './log-scan.ts'
import { emptyClient, readClient } from './postfix-client.ts'
import { emptyDelivery, isProbe, readDelivery } from './postfix-delivery.ts'
import { readPickup } from './postfix-pickup.ts'
import { findReplyHost } from './postfix-reply-host.ts'
import { queuedMail, ID_BYTES_MAX } from './queued-mail.ts'
import { BOUNCED, countedNames, NOBODY } from './tally.ts'

const SLASH = 0x2f
const COLON = 0x3a
const SPACE = 0x20
const OPEN = 0x5b
const CLOSED = 0x5d

const WARNING = wordsOf('warning: ')
const NOQUEUE = wordsOf('NOQUEUE: ')
const TO = wordsOf('to=<')
const CLIENT = wordsOf('client=')
const PICKUP = wordsOf('uid=')
const REMOVED = wordsOf('removed')
const FROM = wordsOf('from=<')
const QUEUED_END = wordsOf('(queue active)')
const EXPIRED = wordsOf('>, status=expired, returned to sender')
const FORCE_EXPIRED = wordsOf('>, status=force-expired, returned to sender')
const NOTIFICATIONS = ['sender', 'postmaster'].flatMap((who) =>
  ['non-delivery', 'delay', 'delivery status'].map((what) => wordsOf(`${who} ${what} notification: `)),
)
const POSTFIX = wordsOf('postfix')
const POSTSUPER = wordsOf('postsuper[')
/** Of a daemon that speaks SMTP to other servers; `error` and `retry` name such a server in the reply. */
const SMTP = wordsOf('smtp[')
const NONE = wordsOf('none')

/**
 * Counts the deliveries of Postfix 3.4 to 3.11 by account and receiver, on bytes: the wording that parsePostfixLine
 * reads. A message's account is its login name, or the sender of mail that a program of this host handed in; bounces
 * and mail from outside are nobody's.
 */
export function scanPostfix(receiverOf: ReceiverOf): LogScan {
  const queue = queuedMail()
  const accounts = countedNames(accountOfSpelling)
  const receivers = countedNames(receiverOf)
  const local = receivers.numberOfName(LOCAL)
  const unknown = receivers.numberOfName(UNKNOWN)
  const results = [0, 0, 0]
  const delivery = emptyDelivery()
  const client = emptyClient()
  let unparsed = 0

  const takeLine = (bytes: Buffer, from: number, to: number): void => {
    if (from === to) return
    const host = findStampEnd(bytes, from, to)
    const program = host < 0 ? -1 : findHostEnd(bytes, host, to)
    if (program < 0) unparsed++
    else takeProgram(bytes, program, to)
  }

  /** Reads `postfix/submission/smtpd[4711]: `: the last part is the daemon. */
  const takeProgram = (bytes: Buffer, from: number, to: number): void => {
    const classes = CLASSES
    let at = from
    let daemon = 0
    for (; at < to; at++) {
      const byte = bytes[at] as number
      if (byte === SLASH) daemon = at + 1
      else if (((classes[byte] as number) & PROGRAM) === 0) break
    }
    const text = daemon > from + 1 && bytes[at] === OPEN && isDaemon(bytes, daemon, at) ? endOfPid(bytes, at + 1, to) : -1
    if (text > 0) takeText(bytes, daemon, text, to)
    else if (daemon > 0 && hasWords(bytes, from, to, POSTFIX)) unparsed++
  }

  const takeText = (bytes: Buffer, daemon: number, from: number, to: number): void => {
    const classes = CLASSES
    let at = from
    while (at < to && ((classes[bytes[at] as number] as number) & ALPHANUMERIC) !== 0) at++
    const length = at - from
    if (length < 5 || length > ID_BYTES_MAX || bytes[at] !== COLON || bytes[at + 1] !== SPACE || at + 2 >= to) return
    if (hasWords(bytes, from, to, WARNING) || hasWords(bytes, from, to, NOQUEUE)) return
    takeFact(bytes, daemon, from, at, to)
  }

  /** The text behind `ID: `, told apart by how it begins. */
  const takeFact = (bytes: Buffer, daemon: number, id: number, idTo: number, to: number): void => {
    const rest = idTo + 2
    switch (bytes[rest]) {
      case 0x74: // to=<
        if (hasWords(bytes, rest, to, TO)) takeDelivery(bytes, daemon, id, idTo, to)
        return
      case 0x63: // client=
        if (hasWords(bytes, rest, to, CLIENT)) takeClient(bytes, id, idTo, to)
        return
      case 0x72: // removed
        if (to - rest === REMOVED.length && hasWords(bytes, rest, to, REMOVED)) queue.remove(bytes, id, idTo)
        return
      case 0x66: // from=<
        if (hasWords(bytes, rest, to, FROM) && !hasWords(bytes, to - QUEUED_END.length, to, QUEUED_END)) takeExpired(bytes, id, idTo, to)
        return
      case 0x75: // uid=
        if (hasWords(bytes, rest, to, PICKUP)) takePickup(bytes, id, idTo, to)
        return
      case 0x73: // sender non-delivery notification
      case 0x70:
        takeNotification(bytes, rest, to)
    }
  }

  const takeDelivery = (bytes: Buffer, daemon: number, id: number, idTo: number, to: number): void => {
    if (hasWords(bytes, daemon, to, POSTSUPER)) return
    if (!readDelivery(bytes, idTo + 6, to, delivery)) {
      if (!isProbe(bytes, idTo, to)) unparsed++
      return
    }
    const receiver = receiverOfDelivery(bytes, daemon, to)
    const place = queue.find(bytes, id, idTo)
    if (place >= 0) queue.notes[place] = receiver
    count(place < 0 ? NOBODY : (queue.accounts[place] as number), receiver, delivery.outcome)
  }

  const count = (account: number, receiver: number, outcome: number): void => {
    results[outcome] = (results[outcome] as number) + 1
    receivers.count(receiver, outcome)
    accounts.count(account, outcome)
  }

  const receiverOfDelivery = (bytes: Buffer, daemon: number, to: number): number => {
    const { relayFrom, relayTo, addressAt } = delivery
    if (addressAt > 0) {
      // A socket's path stands where the address of a server would (`host[private/dovecot-lmtp]`).
      const isServer = hasWords(bytes, daemon, to, SMTP) && bytes[addressAt] !== 0x70 && bytes[addressAt] !== SLASH
      return isServer ? receivers.numberOf(bytes, relayFrom, relayTo) : local
    }
    if (relayTo - relayFrom !== NONE.length || !hasWords(bytes, relayFrom, relayTo, NONE)) return local
    const host = findReplyHost(bytes, delivery.replyFrom, to)
    return host.to > host.from ? receivers.numberOf(bytes, host.from, host.to) : unknown
  }

  const takeClient = (bytes: Buffer, id: number, idTo: number, to: number): void => {
    if (!readClient(bytes, idTo + 2 + CLIENT.length, to, client)) {
      unparsed++
      return
    }
    const { nameFrom, nameTo, originalFrom, originalTo } = client
    const account = nameTo > nameFrom ? accounts.numberOf(bytes, nameFrom, nameTo) : accountOf(bytes, originalFrom, originalTo)
    queue.add(bytes, id, idTo, account)
  }

  const takePickup = (bytes: Buffer, id: number, idTo: number, to: number): void => {
    const found = readPickup(bytes, idTo + 2, to)
    if (!found) unparsed++
    else if (found.originalTo > 0) queue.add(bytes, id, idTo, accountOf(bytes, found.originalFrom, found.originalTo))
    else if (found.senderTo > found.senderFrom) queue.add(bytes, id, idTo, accounts.numberOf(bytes, found.senderFrom, found.senderTo))
    else queue.add(bytes, id, idTo, NOBODY)
  }

  const accountOf = (bytes: Buffer, from: number, to: number): number => {
    const place = from === to || to - from > ID_BYTES_MAX ? -1 : queue.find(bytes, from, to)
    return place < 0 ? NOBODY : (queue.accounts[place] as number)
  }

  /** The last receiver that deferred the message has it back. */
  const takeExpired = (bytes: Buffer, id: number, idTo: number, to: number): void => {
    if (findWords(bytes, idTo, to, EXPIRED) < 0 && findWords(bytes, idTo, to, FORCE_EXPIRED) < 0) return
    const place = queue.find(bytes, id, idTo)
    const receiver = place < 0 ? NOBODY : (queue.notes[place] as number)
    count(place < 0 ? NOBODY : (queue.accounts[place] as number), receiver < 0 ? unknown : receiver, BOUNCED)
  }

  /** The report is a message of its own, under an id that another message may have had. */
  const takeNotification = (bytes: Buffer, from: number, to: number): void => {
    const words = NOTIFICATIONS.find((each) => hasWords(bytes, from, to, each))
    if (!words) return
    const id = from + words.length
    if (to > id && to - id <= ID_BYTES_MAX) queue.remove(bytes, id, to)
  }

  const cutter = cutLines(takeLine)
  return {
    take: cutter.take,
    endFile: cutter.end,
    tally: () => {
      const { lines, tooLong } = cutter.counts()
      const [sent = 0, deferred = 0, bounced = 0] = results
      return { lines, unparsed: unparsed + tooLong, results: { sent, deferred, bounced }, accounts: accounts.toRecord(), receivers: receivers.toRecord() }
    },
  }
}

function isDaemon(bytes: Buffer, from: number, to: number): boolean {
  const first = bytes[from] as number
  if (first < 0x61 || first > 0x7a) return false
  for (let at = from; at < to; at++) if (((CLASSES[bytes[at] as number] as number) & DAEMON) === 0) return false
  return to > from
}

/** Where the text begins behind `4711]: `; -1 when it is something else. */
function endOfPid(bytes: Buffer, from: number, to: number): number {
  let at = from
  while (at < to && ((CLASSES[bytes[at] as number] as number) & DIGIT) !== 0) at++
  return at > from && at + 3 <= to && bytes[at] === CLOSED && bytes[at + 1] === COLON && bytes[at + 2] === SPACE ? at + 3 : -1
}
