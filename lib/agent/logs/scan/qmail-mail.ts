import { NOBODY, type CountedNames } from './tally.ts'

/** Pids of qmail-queue come round again after minutes at the earliest. */
const SAME_MAIL_SECONDS = 120
const KEPT_MAX = 16_384
const MESSAGES_MAX = 262_144

/** One queued message, and what became of it while nobody knew whose it is. */
export type Mail = { account: number; at: number; outcomes: [number, number, number] }

/**
 * Joins a session (who logged in) with the message that qmail-send tells of, by the pid of qmail-queue, in whatever
 * order the lines of the two come: deliveries that were counted before count for the account afterwards.
 */
export type QmailMail = {
  takeSession(qp: number, at: number, account: number): void
  takeInfo(message: number, mail: { qp: number; at: number; isReport: boolean }): void
  /** qmail-queue took in a report of ours with this pid. */
  takeBounce(qp: number): void
  find(message: number): Mail | undefined
  count(mail: Mail | undefined, outcome: number): void
  remove(message: number): void
}

export function qmailMail(accounts: CountedNames): QmailMail {
  const messages = new Map<number, Mail>()
  const sessions = new Map<number, { at: number; account: number }>()
  const waiting = new Map<number, Mail>()
  const reports = new Map<number, true>()

  const takeSession: QmailMail['takeSession'] = (qp, at, account) => {
    keep(sessions, qp, { at, account }, KEPT_MAX)
    const mail = waiting.get(qp)
    if (!mail || !isSame(mail.at, at)) return
    waiting.delete(qp)
    mail.account = account
    mail.outcomes.forEach((times, outcome) => accounts.count(account, outcome, times))
  }

  const takeInfo: QmailMail['takeInfo'] = (message, { qp, at, isReport }) => {
    const mail: Mail = { account: NOBODY, at, outcomes: [0, 0, 0] }
    keep(messages, message, mail, MESSAGES_MAX)
    if (isReport && reports.delete(qp)) return
    const session = sessions.get(qp)
    if (session && isSame(session.at, at)) mail.account = session.account
    else keep(waiting, qp, mail, KEPT_MAX)
  }

  const count: QmailMail['count'] = (mail, outcome) => {
    if (!mail) return
    mail.outcomes[outcome] = (mail.outcomes[outcome] as number) + 1
    accounts.count(mail.account, outcome)
  }

  return {
    takeSession,
    takeInfo,
    takeBounce: (qp) => keep(reports, qp, true, KEPT_MAX),
    find: (message) => messages.get(message),
    count,
    remove: (message) => void messages.delete(message),
  }
}

/** A log without stamps of its own (NaN) says nothing against it. */
function isSame(a: number, b: number): boolean {
  return !(Math.abs(a - b) > SAME_MAIL_SECONDS)
}

export function keep<V>(map: Map<number, V>, key: number, value: V, most: number): void {
  map.delete(key)
  map.set(key, value)
  if (map.size <= most) return
  const oldest = map.keys().next()
  if (!oldest.done) map.delete(oldest.value)
}
