import { randomUUID } from 'node:crypto'
import type { Mail } from '../smtp/smtp-session.ts'
import type { Habit } from './everyday.ts'

/** An everyday mail of a customer. */
export function honestMail(habit: Pick<Habit, 'from' | 'subjects'>, to: string, n: number): Mail {
  const subject = habit.subjects[n % habit.subjects.length] ?? ''
  return mailOf(habit.from, [to], subject, ['Guten Tag,', '', 'anbei wie besprochen.', '', 'Mit freundlichen Grüßen'])
}

/** A mail as it goes over the wire: CRLF, header in ASCII (RFC 2047). */
export function mailOf(from: string, to: string[], subject: string, lines: string[]): Mail {
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const head = [
    `From: <${from}>`, `To: ${to.map((address) => `<${address}>`).join(', ')}`, `Subject: ${encodeWord(subject)}`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`, `Message-ID: <${randomUUID()}@${domain}>`,
    'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit',
  ]
  return { from, to, raw: [...head, '', ...lines].join('\r\n') }
}

function encodeWord(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
}

const DOMAINS = ['gmail.example', 'outlook.example', 'gmx.example', 't-online.example', 'yahoo.example', 'web.example']

/**
 * One mail of a spammer, told apart by `mark`: a made-up sender; of ten recipients four are nobody's mailbox, four are
 * at domains that are gone.
 */
export function spamMail(n: number, mark: string): Mail {
  const domain = DOMAINS[n % DOMAINS.length] ?? ''
  const tag = `${mark.slice(0, 4)}${n}`
  const recipient = n % 10 < 4 ? `gone.${tag}@${domain}` : n % 10 < 8 ? `kunde.${tag}@shop${n % 40}.expired.example` : `person.${tag}@${domain}`
  return mailOf(`service${n % 23}@sicherheit-${n % 7}.example`, [recipient], 'Ihr Konto wurde eingeschränkt', ['Bitte bestätigen Sie Ihre Daten:', `http://login-${n % 50}.sicherheit.example/`])
}
