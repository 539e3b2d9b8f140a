import type { LogEvent } from '../../agent/host/mail-host.ts'
import { writeMultilogStamp } from '../../agent/logs/multilog-stamp.ts'

/** How a host of this kind calls its messages and writes what happens into its log. */
export type Wording = { nameOf(n: number): string; lineOf(event: LogEvent): string }

export function wordingOf(kind: 'postfix' | 'qmail', host: string): Wording {
  return kind === 'postfix' ? postfixWording(host) : qmailWording()
}

const LETTERS = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz'

/** Long queue ids (postconf(5), enable_long_queue_ids): seconds, microseconds, `z`, inode, in base 52. */
function postfixWording(host: string): Wording {
  return {
    nameOf: (n) => `4Xk${base52(n * 7919 + 1_000_003)}z${base52(n + 2704)}`,
    lineOf: (event) => `${syslogStamp(event.at)} ${host} ${postfixWords(event)}`,
  }
}

function postfixWords(event: LogEvent): string {
  switch (event.kind) {
    case 'accepted':
      return `postfix/submission/smtpd[2217]: ${event.id}: client=unknown[${event.clientIp ?? ''}], sasl_method=PLAIN, sasl_username=${event.account ?? ''}`
    case 'sized':
      return `postfix/qmgr[2104]: ${event.id}: from=<${event.sender}>, size=${event.size}, nrcpt=${event.recipients} (queue active)`
    case 'attempt': {
      const relay = event.outcome === 'deferred' && event.reply === '' ? 'none' : `${domainOf(event.recipient)}[192.0.2.25]:25`
      const words = { delivered: `sent (${event.reply})`, deferred: `deferred (${saidBy(event)})`, bounced: `bounced (${saidBy(event)})` }[event.outcome]
      return `postfix/smtp[2311]: ${event.id}: to=<${event.recipient}>, relay=${relay}, delay=0.9, delays=0.1/0/0.3/0.5, status=${words}`
    }
    case 'bounce-made':
      return `postfix/bounce[2340]: ${event.parentId}: sender non-delivery notification: ${event.id}`
    case 'removed':
      return `postfix/qmgr[2104]: ${event.id}: removed`
    case 'refused':
      return `postfix/submission/smtpd[2217]: NOQUEUE: reject: RCPT from unknown[${event.clientIp ?? ''}]: 554 5.7.1 <${event.account ?? ''}>: Sasl username rejected`
    case 'put-off':
    case 'unread':
      return event.line
  }
}

function saidBy(event: Extract<LogEvent, { kind: 'attempt' }>): string {
  const domain = domainOf(event.recipient)
  return event.reply === '' ? `connect to ${domain}[192.0.2.25]:25: Connection timed out` : `host ${domain}[192.0.2.25] said: ${event.reply} (in reply to RCPT TO command)`
}

/** Inode numbers, and multilog's TAI64N before every line. */
function qmailWording(): Wording {
  return {
    nameOf: (n) => String(11_796_480 + n * 3),
    lineOf: (event) => `${writeMultilogStamp(event.at, 0)} ${qmailWords(event)}`,
  }
}

function qmailWords(event: LogEvent): string {
  switch (event.kind) {
    case 'accepted':
      return `spamdyke[2217]: ALLOWED to: ${event.id} origin_ip: ${event.clientIp ?? ''} origin_rdns: (unknown) auth: ${event.account ?? '(unknown)'} encryption: TLS`
    case 'sized':
      return `info msg ${event.id}: bytes ${event.size} from <${event.sender}> qp 2231 uid 7791`
    case 'attempt': {
      const outcome = { delivered: 'success', deferred: 'deferral', bounced: 'failure' }[event.outcome]
      const reply = event.reply === '' ? "Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)" : `192.0.2.25_said:_${event.reply.replaceAll(' ', '_')}`
      return `delivery 41: ${outcome}: ${event.recipient}:_${reply}/`
    }
    case 'bounce-made':
      return `bounce msg ${event.parentId} qp 2240`
    case 'removed':
      return `end msg ${event.id}`
    case 'refused':
      return `vpopmail[2251]: vchkpw-smtp: smtp access denied ${event.account ?? ''}:${event.clientIp ?? ''}`
    case 'put-off':
    case 'unread':
      return event.line
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

function base52(value: number): string {
  let rest = value
  let text = ''
  while (rest > 0) {
    text = `${LETTERS[rest % 52] ?? ''}${text}`
    rest = Math.floor(rest / 52)
  }
  return text
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** As syslogd writes it, in the host's own time (RFC 3164, 4.1.2). */
export function syslogStamp(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${MONTHS[at.getMonth()] ?? ''} ${String(at.getDate()).padStart(2, ' ')} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}
