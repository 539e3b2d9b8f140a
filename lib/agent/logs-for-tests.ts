import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { LogBatch, LogEvent, LogPosition } from './host/mail-host.ts'
import { eximEvents } from './logs/exim-events.ts'
import { followHostLog } from './logs/follow-host-log.ts'
import { followMultilog } from './logs/follow-multilog.ts'
import { writeMultilogStamp } from './logs/multilog-stamp.ts'
import { postfixEvents } from './logs/postfix-events.ts'
import { createQmailJoiner } from './logs/qmail-events.ts'

/** A kind of log with lines that tests may cut, and the reader the agent follows it with. */
export type LogKind = {
  kind: 'postfix' | 'qmail' | 'exim'
  now: Date
  /** Whole life of so many mails, over several steps of ten minutes. */
  lines(mails: number): string[]
  attempts(mails: number): number
  reader(): (line: string) => LogEvent[]
  follow(log: string, from: LogPosition | null, take: (batch: LogBatch) => Promise<void>, signal: AbortSignal): Promise<void>
  fileIn(log: string): string
  olderName(file: string, rotation: number): string
  /** Whether copytruncate happens to it; multilog renames. */
  canCopy: boolean
}

const NOW = new Date('2026-11-24T18:00:00Z')
const MX = ['mx00.gmx.net', 'gmail-smtp-in.l.google.com', 'mx1.small.example']
const REFUSALS = ['554 5.7.1 Service unavailable; client [192.0.2.25] blocked', '550 5.1.1 <a@b.example>: user unknown', '421 4.7.0 too many connections']
const at = (mail: number) => new Date(NOW.getTime() - 1_800_000 + mail * 120_000)
const nth = <T>(list: T[], n: number): T => list[n % list.length] as T

const postfixReader = () => postfixEvents({ accountOfUid: (uid) => `uid:${uid}@mail1`, isOurRefusal: () => false, syslogName: null, now: () => NOW }).read
const eximReader = () => eximEvents({
  accountOfUser: (user) => `uid:${user}@mail1`, remoteTransports: null, bindAddressOf: () => null, recipientsOf: () => null, zone: 'utc', now: () => NOW,
}).read
const qmailJoiner = (state?: Parameters<typeof createQmailJoiner>[0]['state']) => createQmailJoiner({ now: () => NOW, look: { waitingWith: () => null, recipientsOf: () => null, accountOfUid: () => null }, state })

const inFile = (reader: () => (line: string) => LogEvent[]): Pick<LogKind, 'reader' | 'follow' | 'fileIn' | 'olderName' | 'canCopy'> => ({
  reader, canCopy: true,
  follow: (log, from, take, signal) => followHostLog({ log: path.join(log, 'mail.log'), read: reader(), from, take, signal }),
  fileIn: (log) => path.join(madeFolder(log), 'mail.log'),
  olderName: (file, rotation) => `${file}-2026112${rotation}`,
})

export const LOG_KINDS = {
  Postfix: { kind: 'postfix', now: NOW, attempts: (mails) => 3 * mails, lines: (mails) => each(mails, postfixLines), ...inFile(postfixReader) },
  Exim: { kind: 'exim', now: NOW, attempts: (mails) => 3 * mails, lines: (mails) => each(mails, eximLines), ...inFile(eximReader) },
  qmail: {
    kind: 'qmail', now: NOW, attempts: (mails) => 3 * mails, lines: (mails) => each(mails, qmailLines), canCopy: false,
    reader: () => qmailJoiner().take,
    follow: (log, from, take, signal) => followMultilog({ logs: [log], from, take, signal, now: () => NOW, makeJoiner: qmailJoiner }),
    fileIn: (log) => path.join(madeFolder(log), 'current'),
    olderName: (file, rotation) => path.join(path.dirname(file), `${writeMultilogStamp(new Date(NOW.getTime() + rotation * 1000), 0)}.s`),
  },
} satisfies Record<string, LogKind>

function each(mails: number, linesOf: (n: number) => string[]): string[] {
  return Array.from({ length: mails }, (_, n) => linesOf(n)).flat()
}

function madeFolder(folder: string): string {
  mkdirSync(folder, { recursive: true })
  return folder
}

function postfixLines(n: number): string[] {
  const id = `4Xk${String(n).padStart(5, '0')}z1`
  const line = (program: string, text: string) => `${at(n).toISOString()} mail1 postfix/${program}[12]: ${id}: ${text}`
  const to = (k: number, status: string) => line('smtp', `to=<r${k}@d${k}.example>, relay=${nth(MX, n + k)}[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=${status[0] === 's' ? '2.0.0' : '5.0.0'}, status=${status}`)
  return [
    line('smtpd', 'client=unknown[192.0.2.9], sasl_method=PLAIN, sasl_username=a@acct.example'),
    line('qmgr', 'from=<a@acct.example>, size=900, nrcpt=3 (queue active)'),
    to(0, 'sent (250 ok)'), to(1, `bounced (host x said: ${nth(REFUSALS, n)} (in reply to RCPT TO command))`), to(2, `deferred (host x said: ${nth(REFUSALS, n + 1)} (in reply to RCPT TO command))`),
    line('qmgr', 'removed'),
  ]
}

function eximLines(n: number): string[] {
  const stamp = at(n).toISOString().slice(0, 19).replace('T', ' ')
  const line = (text: string) => `${stamp} 1xVt${String(n).padStart(2, '0')}-0005C7-39 ${text}`
  const where = (k: number) => `H=${nth(MX, n + k)} [192.0.2.1]`
  const said = (k: number) => `: SMTP error from remote mail server after RCPT TO:<r${k}@d.example>: ${nth(REFUSALS, n + k)}`
  return [
    line('<= a@acct.example H=(c) [192.0.2.9] P=esmtpa A=plain:a@acct.example S=900 for r0@d.example r1@d.example r2@d.example'),
    line(`=> r0@d.example R=out T=smtp ${where(0)} I=[192.0.2.26] C="250 ok"`), line(`** r1@d.example R=out T=smtp ${where(1)}${said(1)}`), line(`== r2@d.example R=out T=smtp defer (-44) ${where(2)}${said(2)}`),
    line('Completed'),
  ]
}

function qmailLines(n: number): string[] {
  const stamp = writeMultilogStamp(at(n), 0)
  const msg = 2_400_000 + n
  const delivery = (k: number, end: string) => [`${stamp} starting delivery ${n * 3 + k}: msg ${msg} to remote r${k}@d${k}.example`, `${stamp} delivery ${n * 3 + k}: ${end}`]
  const said = (k: number) => `192.0.2.1_does_not_like_recipient./Remote_host_said:_${nth(REFUSALS, n + k).replaceAll(' ', '_')}/`
  return [
    `${stamp} new msg ${msg}`, `${stamp} info msg ${msg}: bytes 900 from <a@acct.example> qp ${1000 + n} uid 7791`,
    ...delivery(0, 'success: 192.0.2.1_accepted_message./Remote_host_said:_250_ok/'), ...delivery(1, `failure: ${said(1)}`), ...delivery(2, `deferral: ${said(2)}`),
    `${stamp} end msg ${msg}`,
  ]
}
