import { queuedMail } from './queued-mail.ts'
import { NOBODY, type CountedNames } from './tally.ts'

/** Pids of qmail-queue come round again after minutes at the earliest. */
const SAME_MAIL_SECONDS = 120
/**
 * Pids and delivery numbers have a slot each; a later one with the same slot takes the place of the earlier. Of 65,536
 * deliveries in a row at most 509 are open.
 */
const SLOTS = 65_536
const NONE = -1

/**
 * Joins a session (who logged in) with the message that qmail-send tells of, by the pid of qmail-queue, in whatever
 * order the lines of the two come: deliveries that were counted before count for the account afterwards. Numbers in
 * fixed tables, no objects: the memory is the same for every length of a log.
 */
export type QmailMail = {
  takeSession(qp: number, at: number, account: number): void
  /** The message whose number stands in the bytes is in the queue. */
  takeInfo(bytes: Buffer, from: number, to: number, info: { qp: number; at: number; isReport: boolean }): void
  /** qmail-queue took in a report of ours with this pid. */
  takeBounce(qp: number): void
  /** A delivery of the message whose number stands in the bytes begins. */
  start(delivery: number, receiver: number, bytes: Buffer, from: number, to: number): void
  /** Counts a delivery for the account. @returns its receiver, -1 when nobody saw it begin */
  end(delivery: number, outcome: number): number
  forgetDeliveries(): void
  remove(bytes: Buffer, from: number, to: number): void
}

export function qmailMail(accounts: CountedNames): QmailMail {
  const queue = queuedMail()
  const reports = new Int32Array(SLOTS)
  const sessions = { qps: new Int32Array(SLOTS), ats: new Float64Array(SLOTS), accounts: new Int32Array(SLOTS) }
  const waiting = { qps: new Int32Array(SLOTS), ats: new Float64Array(SLOTS), mails: new Int32Array(SLOTS), serials: new Int32Array(SLOTS), outcomes: new Uint32Array(SLOTS * 3) }
  const deliveries = { numbers: new Int32Array(SLOTS), receivers: new Int32Array(SLOTS), mails: new Int32Array(SLOTS), serials: new Int32Array(SLOTS) }

  const takeSession: QmailMail['takeSession'] = (qp, at, account) => {
    const slot = slotOf(qp)
    sessions.qps[slot] = qp + 1
    sessions.ats[slot] = at
    sessions.accounts[slot] = account
    if (waiting.qps[slot] !== qp + 1 || !isSame(waiting.ats[slot] as number, at)) return

    waiting.qps[slot] = 0
    const mail = waiting.mails[slot] as number
    if (queue.serials[mail] === waiting.serials[slot]) queue.accounts[mail] = account
    for (let outcome = 0; outcome < 3; outcome++) accounts.count(account, outcome, waiting.outcomes[slot * 3 + outcome])
  }

  const takeInfo: QmailMail['takeInfo'] = (bytes, from, to, { qp, at, isReport }) => {
    const mail = queue.add(bytes, from, to, NOBODY)
    const slot = slotOf(qp)
    if (isReport && reports[slot] === qp + 1) reports[slot] = 0
    else if (sessions.qps[slot] === qp + 1 && isSame(sessions.ats[slot] as number, at)) queue.accounts[mail] = sessions.accounts[slot] as number
    else wait(mail, slot, qp, at)
  }

  const wait = (mail: number, slot: number, qp: number, at: number): void => {
    queue.notes[mail] = slot
    waiting.qps[slot] = qp + 1
    waiting.ats[slot] = at
    waiting.mails[slot] = mail
    waiting.serials[slot] = queue.serials[mail] as number
    waiting.outcomes.fill(0, slot * 3, slot * 3 + 3)
  }

  const start: QmailMail['start'] = (delivery, receiver, bytes, from, to) => {
    const slot = slotOf(delivery)
    const mail = queue.find(bytes, from, to)
    deliveries.numbers[slot] = delivery + 1
    deliveries.receivers[slot] = receiver
    deliveries.mails[slot] = mail
    deliveries.serials[slot] = mail === NONE ? NONE : (queue.serials[mail] as number)
  }

  const end: QmailMail['end'] = (delivery, outcome) => {
    const slot = slotOf(delivery)
    if (deliveries.numbers[slot] !== delivery + 1) return NONE
    deliveries.numbers[slot] = 0
    const mail = deliveries.mails[slot] as number
    if (mail !== NONE && queue.serials[mail] === deliveries.serials[slot]) count(mail, outcome)
    return deliveries.receivers[slot] as number
  }

  const count = (mail: number, outcome: number): void => {
    const account = queue.accounts[mail] as number
    if (account !== NOBODY) return accounts.count(account, outcome)
    const slot = queue.notes[mail] as number
    if (slot === NONE || waiting.qps[slot] === 0 || waiting.mails[slot] !== mail || waiting.serials[slot] !== queue.serials[mail]) return
    waiting.outcomes[slot * 3 + outcome] = (waiting.outcomes[slot * 3 + outcome] as number) + 1
  }

  return {
    takeSession,
    takeInfo,
    takeBounce: (qp) => void (reports[slotOf(qp)] = qp + 1),
    start,
    end,
    forgetDeliveries: () => void deliveries.numbers.fill(0),
    remove: queue.remove,
  }
}

function slotOf(number: number): number {
  return number & (SLOTS - 1)
}

/** A log without stamps of its own (NaN) says nothing against it. */
function isSame(a: number, b: number): boolean {
  return !(Math.abs(a - b) > SAME_MAIL_SECONDS)
}
