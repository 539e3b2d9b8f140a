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
