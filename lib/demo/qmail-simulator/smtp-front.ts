import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asReceived } from '../../agent/host/qmail/witness-book.ts'
import { NO_SMTP } from '../../agent/host/qmail/vpopmail-flags.ts'
import { syslogStamp } from '../past/log-lines.ts'
import type { QmailIds } from './make-spool.ts'
import type { MultilogWriter } from './multilog-writer.ts'
import { qmailDate, queueMessage } from './queue-message.ts'

export type SmtpFrontOptions = {
  root: string
  ids: QmailIds
  hostName: string
  /** Log of tcpserver, spamdyke and qmail-smtpd. */
  log: MultilogWriter
  /** Where syslog would put vchkpw's lines. */
  syslogFile: string
  vpopmailHome: string
  localDomains: string[]
  nextPid(): number
  now(): Date
}

export type InjectedMail = {
  /** Who logs in; null: a stranger, who reaches local recipients only. */
  account: string | null
  clientIp: string
  sender: string
  recipients: string[]
  /** Header and body as the client sends them, lines ended by \n. */
  text: string
  /** The stranger's `MAIL FROM:<…> AUTH=…`, which ends up in our Received line. */
  claimed?: string
  /** spamdyke does AUTH itself: qmail-smtpd never learns the account. */
  isSpamdykeAuth?: boolean
}
/** Mail of a script: `text` with its header, lines ended by \n. */
export type LocalMail = { uid: number; sender: string; recipients: string[]; text: string }
export type InjectAnswer = { accepted: true; id: string; qp: number } | { accepted: false; reply: string }

/** tcpserver, spamdyke, vchkpw and qmail-smtpd for one message per session: their answers, their log lines. */
export function createSmtpFront(options: SmtpFrontOptions) {
  const { root, ids, hostName, log, localDomains, nextPid, now } = options

  const inject = (mail: InjectedMail): InjectAnswer => {
    const pid = nextPid()
    log.write(`tcpserver: pid ${pid} from ${mail.clientIp}`)
    const answer = answerTo(mail, pid)
    log.write(`tcpserver: end ${pid} status 0`)
    return answer
  }

  const answerTo = (mail: InjectedMail, pid: number): InjectAnswer => {
    if (mail.account !== null && !mayLogIn(mail.account, mail.clientIp)) {
      return { accepted: false, reply: '535 authentication failed (#5.7.1)' }
    }
    const refused = mail.account === null ? mail.recipients.filter((one) => !isLocal(one)) : []
    for (const to of refused) logSpamdyke(pid, 'DENIED_RELAYING', mail, to, '(empty)')
    const recipients = mail.recipients.filter((one) => !refused.includes(one))
    if (recipients.length === 0) return { accepted: false, reply: "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)" }

    const qp = nextPid()
    const at = now()
    const text = receivedLine(mail, at) + mail.text
    const id = queueMessage(root, ids, { invoked: 'from network', pid: qp, uid: ids.qmaild, sender: mail.sender, recipients, text, at })
    for (const to of recipients) logSpamdyke(pid, 'ALLOWED', mail, to, `250_ok_${Math.floor(at.getTime() / 1000)}_qp_${qp}`)
    return { accepted: true, id, qp }
  }

  /** vchkpw.c: the password first, then NO_SMTP for connections on 25, 465 and 587. */
  const mayLogIn = (account: string, clientIp: string): boolean => {
    const flags = readFlags(options.vpopmailHome, account)
    const isOpen = flags !== null && (flags & NO_SMTP) === 0
    const text = flags === null ? 'vpopmail user not found' : isOpen ? '(PLAIN) login success' : 'smtp access denied'
    appendFileSync(options.syslogFile, `${syslogStamp(now())} ${hostName} vpopmail[${nextPid()}]: vchkpw-smtp: ${text} ${account}:${clientIp}\n`)
    return isOpen
  }

  const isLocal = (recipient: string) => localDomains.includes(recipient.slice(recipient.lastIndexOf('@') + 1).toLowerCase())

  const receivedLine = (mail: InjectedMail, at: Date): string => {
    const name = mail.isSpamdykeAuth ? null : (mail.account ?? mail.claimed ?? null)
    const from = name === null ? mail.clientIp : `${asReceived(name)}@${mail.clientIp}`
    return `Received: from unknown (HELO client) (${from})\n  by ${hostName} with SMTP; ${qmailDate(at)}\n`
  }

  const logSpamdyke = (pid: number, code: string, mail: InjectedMail, to: string, reason: string): void => {
    const from = mail.sender === '' ? '(unknown)' : mail.sender
    log.write(`spamdyke[${pid}]: ${code} from: ${from} to: ${to} origin_ip: ${mail.clientIp} origin_rdns: (unknown) auth: ${mail.account ?? '(unknown)'} encryption: (none) reason: ${reason}`)
  }

  /** sendmail(8) or qmail-inject run by a local program: no login, no SMTP log, only the uid in the top line. */
  const injectLocal = ({ uid, sender, recipients, text }: LocalMail): string =>
    queueMessage(root, ids, { invoked: `by uid ${uid}`, pid: nextPid(), uid, sender, recipients, text, at: now() })

  return { inject, injectLocal }
}

/** pw_gid of an account in vpasswd; null when there is no such account. */
function readFlags(vpopmailHome: string, account: string): number | null {
  const at = account.lastIndexOf('@')
  const lines = readFileSync(join(vpopmailHome, 'domains', account.slice(at + 1), 'vpasswd'), 'utf8').split('\n')
  const line = lines.find((one) => one.startsWith(`${account.slice(0, at)}:`))
  return line ? Number(line.split(':')[3]) : null
}
