import { accountOfSpelling } from './account-spelling.ts'
import { hasWords, wordsOf } from './byte-classes.ts'
import { cutLines } from './cut-lines.ts'
import { readArrival, readEximHost } from './exim-fields.ts'
import { startOfEximLine } from './exim-head.ts'
import { endOfEximId } from './exim-id.ts'
import { LOCAL, UNKNOWN, type LogScan, type ReceiverOf } from './log-scan.ts'
import { queuedMail } from './queued-mail.ts'
import { BOUNCED, countedNames, DEFERRED, NOBODY, SENT } from './tally.ts'

const SPACE = 0x20
/** By hand: `removed by root`, `cancelled by …`. */
const ENDINGS = [wordsOf('Completed'), wordsOf('removed by '), wordsOf('cancelled by ')]
const ARRIVAL = packed('<=')
const DELIVERED = packed('=>')
const DELIVERED_TOO = packed('->')
const CUT_THROUGH = packed('>>')
const PUT_OFF = packed('==')
const FAILED = packed('**')

/**
 * Counts the deliveries in Exim's main log by account and receiver (spec, chapter 53). A message's account is the id that
 * the authenticator set, or the login name of the local user who handed it in; bounces and mail from outside are nobody's.
 */
export function scanExim(receiverOf: ReceiverOf): LogScan {
  const queue = queuedMail()
  const accounts = countedNames(accountOfSpelling)
  const receivers = countedNames(receiverOf)
  const local = receivers.numberOfName(LOCAL)
  const unknown = receivers.numberOfName(UNKNOWN)
  const results = [0, 0, 0]
  let unparsed = 0

  const takeLine = (bytes: Buffer, from: number, to: number): void => {
    if (from === to) return
    const start = startOfEximLine(bytes, from, to)
    if (start < 0) {
      unparsed++
      return
    }
    const idTo = endOfEximId(bytes, start, to)
    if (idTo > 0) takeMarked(bytes, start, idTo, to)
  }

  /** `ID <= …`: two characters say what happened. */
  const takeMarked = (bytes: Buffer, id: number, idTo: number, to: number): void => {
    const mark = idTo + 1
    if (bytes[mark + 2] !== SPACE || mark + 3 >= to) {
      if (ENDINGS.some((words) => hasWords(bytes, mark, to, words))) queue.remove(bytes, id, idTo)
      return
    }
    switch (((bytes[mark] as number) << 8) | (bytes[mark + 1] as number)) {
      case ARRIVAL:
        return takeArrival(bytes, id, idTo, to)
      case DELIVERED:
      case DELIVERED_TOO:
      case CUT_THROUGH:
        return takeDelivery(bytes, id, idTo, to, SENT)
      case PUT_OFF:
        return takeDelivery(bytes, id, idTo, to, DEFERRED)
      case FAILED:
        return takeDelivery(bytes, id, idTo, to, BOUNCED)
    }
  }

  const takeArrival = (bytes: Buffer, id: number, idTo: number, to: number): void => {
    const { from, to: end } = readArrival(bytes, idTo + 4, to)
    queue.add(bytes, id, idTo, end > from ? accounts.numberOf(bytes, from, end) : NOBODY)
  }

  const takeDelivery = (bytes: Buffer, id: number, idTo: number, to: number, outcome: number): void => {
    const host = readEximHost(bytes, idTo + 4, to)
    const receiver = host.to > host.from ? receivers.numberOf(bytes, host.from, host.to) : outcome === SENT ? local : unknown
    const place = queue.find(bytes, id, idTo)
    results[outcome] = (results[outcome] as number) + 1
    receivers.count(receiver, outcome)
    accounts.count(place < 0 ? NOBODY : (queue.accounts[place] as number), outcome)
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

function packed(mark: string): number {
  return (mark.charCodeAt(0) << 8) | mark.charCodeAt(1)
}
