import { isUnknownUserReply } from './postfix-events.ts'

/** One recipient of one session, as spamdyke 4.x and 5.x log it. `null`: logged as `(unknown)`, `(empty)` or not at all. */
export type SpamdykeLine = {
  /** `ALLOWED`, `DENIED_…`, `TIMEOUT`, `TLS_ENCRYPTED` … (README.html, "Log Messages"). */
  code: string
  from: string | null
  to: string | null
  clientIp: string | null
  account: string | null
  reason: string | null
  /** Pid of qmail-queue for an accepted message: the `qp` of qmail-send's log. Only 5.x says it. */
  qp: number | null
}

/**
 * Parses the text after `spamdyke[pid]: `. Null for anything but a message line (ERROR, FILTER_, DEBUG …).
 * Sender and recipient are a stranger's text and come first, so fields are found from the end.
 */
export function parseSpamdykeLine(text: string): SpamdykeLine | null {
  const code = /^[A-Z_]+(?= from: )/.exec(text)?.[0]
  const ipAt = text.lastIndexOf(' origin_ip: ')
  const toAt = text.lastIndexOf(' to: ', ipAt)
  const rdnsAt = text.indexOf(' origin_rdns: ', ipAt)
  const authAt = text.indexOf(' auth: ', rdnsAt)
  if (!code || ipAt < 0 || toAt < 0 || rdnsAt < 0 || authAt < 0) return null

  const reasonAt = text.indexOf(' reason: ', authAt)
  const encryptionAt = text.indexOf(' encryption: ', authAt)
  const authEnd = encryptionAt >= 0 ? encryptionAt : reasonAt >= 0 ? reasonAt : text.length
  const reason = reasonAt < 0 ? null : valueOf(text.slice(reasonAt + 9))
  return {
    code,
    from: valueOf(text.slice(code.length + 7, toAt)),
    to: valueOf(text.slice(toAt + 5, ipAt)),
    clientIp: valueOf(text.slice(ipAt + 12, rdnsAt)),
    account: valueOf(text.slice(authAt + 7, authEnd)),
    reason,
    qp: code === 'ALLOWED' ? qpOf(reason) : null,
  }
}

/** Whether a refusal says that the local recipient does not exist: the fault of case 3 and of address harvesting. */
export function isUnknownRecipient(line: SpamdykeLine): boolean {
  if (!line.code.startsWith('DENIED_')) return false
  return line.code === 'DENIED_INVALID_RECIPIENT' || isUnknownUserReply('', line.reason?.replaceAll('_', ' ') ?? '')
}

function valueOf(text: string): string | null {
  const value = text.trim()
  return value === '' || value === '(unknown)' || value === '(empty)' ? null : value
}

/** netqmail and notqmail answer DATA with `250 ok <epoch> qp <pid>`; spamdyke writes blanks as `_`. */
function qpOf(reason: string | null): number | null {
  const qp = reason === null ? undefined : /^250_ok_\d+_qp_(\d+)/.exec(reason)?.[1]
  return qp === undefined ? null : Number(qp)
}
