import { findLastWords, findWords, hasWords, isDigit, wordsOf } from './byte-classes.ts'

const ADDRESS = wordsOf(' origin_ip: ')
const AUTH = wordsOf(' auth: ')
const ENCRYPTION = wordsOf(' encryption: ')
const REASON = wordsOf(' reason: ')
const ACCEPTED = wordsOf('250_ok_')
const QP = wordsOf('_qp_')
const UNKNOWN = [wordsOf('(unknown)'), wordsOf('(empty)')]

/** Who sent a message that spamdyke let through: part of the line, the pid of qmail-queue, the moment in UNIX seconds. */
export type SpamdykeSession = { from: number; to: number; qp: number; at: number }

/**
 * Reads `… origin_ip: … auth: ACCOUNT encryption: … reason: 250_ok_<epoch>_qp_<pid>` (spamdyke 5). Sender and recipient
 * are a stranger's text and come first, so the fields are found from the end. False: nobody had logged in, or the line
 * names no pid.
 */
export function readSpamdyke(bytes: Buffer, from: number, to: number, session: SpamdykeSession): boolean {
  const address = findLastWords(bytes, from, to, ADDRESS)
  const auth = address < 0 ? -1 : findWords(bytes, address, to, AUTH)
  const reason = auth < 0 ? -1 : findWords(bytes, auth, to, REASON)
  if (reason < 0 || !hasWords(bytes, reason + REASON.length, to, ACCEPTED)) return false

  const encryption = findWords(bytes, auth, reason, ENCRYPTION)
  session.from = auth + AUTH.length
  session.to = encryption < 0 ? reason : encryption
  const length = session.to - session.from
  if (length <= 0 || UNKNOWN.some((words) => words.length === length && hasWords(bytes, session.from, session.to, words))) return false
  return readReason(bytes, reason + REASON.length + ACCEPTED.length, to, session)
}

function readReason(bytes: Buffer, from: number, to: number, session: SpamdykeSession): boolean {
  const qp = endOfNumber(bytes, from, to)
  if (qp === from || !hasWords(bytes, qp, to, QP) || !isDigit(bytes[qp + QP.length])) return false
  session.at = numberAt(bytes, from, to)
  session.qp = numberAt(bytes, qp + QP.length, to)
  return true
}

export function numberAt(bytes: Buffer, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to && isDigit(bytes[at]); at++) number = number * 10 + (bytes[at] as number) - 0x30
  return number
}

export function endOfNumber(bytes: Buffer, from: number, to: number): number {
  let at = from
  while (at < to && isDigit(bytes[at])) at++
  return at
}
