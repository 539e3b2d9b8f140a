import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAutoResponse } from './read-auto-response.ts'

const REPLIED = ['Auto-Submitted: auto-replied']
const mail = (headers: string[], ...body: string[]) => ['From: Postmaster <postmaster@host.example>', 'To: desk@desk.example', ...headers, '', ...body, ''].join('\r\n')

test.each([
  ['This mailbox is not monitored. Please use https://host.example/contact instead.'],
  ['Thank you for your message. This is an unattended mailbox and your mail will not be read.'],
  ['This email address is no longer monitored.'],
  ['Please do not reply: replies to this address are not read.'],
  ['Nobody reads the mail that is sent here.'],
  ['We do not monitor this address.'],
  ['Messages sent to postmaster are deleted unread.'],
  ['Dieses Postfach wird nicht gelesen.'],
  ['Vielen Dank für Ihre Nachricht.\r\nDiese E-Mail-Adresse wird nicht mehr\r\nüberwacht, bitte nutzen Sie unser Formular.'],
  ['Ihre E-Mail wurde automatisch gelöscht.'],
  ['Anfragen an diese Adresse werden nicht bearbeitet.'],
  ['Bitte beachten Sie: Nachrichten an postmaster@ können leider nicht beantwortet werden, niemand liest sie.'],
  ['Diese Mailbox ist nicht besetzt.'],
])('%s: nobody reads', (words) => {
  expect(readAutoResponse(mail(REPLIED, words)).kind).toBe('nobody-reads')
  // Neither does it help when the program does not say that it is one.
  expect(readAutoResponse(mail(['Subject: Your message to postmaster'], words)).kind).toBe('nobody-reads')
})

test.each([
  ['Thank you. Your request has been received and has the number 4711. Please do not reply to this mail.'],
  ['This mailbox is monitored around the clock. You will hear from us.'],
  ['Outside office hours this mailbox is not monitored; we answer on the next working day.'],
  ['I am out of the office until Monday and my mail is not read.'],
  ['If you do not name a ticket, your mail will not be read.'],
  ['Ihre Anfrage ist unter der Nummer 4711 eingegangen und wird schnellstmöglich bearbeitet.'],
  ['Ich bin bis zum 30.11. im Urlaub, meine E-Mails werden nicht gelesen.'],
  ['Außerhalb der Geschäftszeiten wird dieses Postfach nicht gelesen.'],
])('%s: automatic, and somebody may read', (words) => {
  expect(readAutoResponse(mail(REPLIED, words))).toEqual({ kind: 'automatic', words: null })
})

test('a person who answers is one, also where he writes of a mailbox that nobody reads', () => {
  expect(readAutoResponse(mail(['Subject: Re: Round trip'], 'Yes, I read this. The mailbox abuse@ is not monitored, write here.', '> This mailbox is not monitored.'))).toEqual({ kind: 'person', words: null })
})

test('what is quoted is not what is said', () => {
  expect(readAutoResponse(mail(REPLIED, 'Ticket 4711.', '> This mailbox is not monitored.')).kind).toBe('automatic')
})

test.each([
  [['Return-Path: <>']], [['Precedence: bulk']], [['X-Autoreply: yes']], [['X-Auto-Response-Suppress: All']], [['Auto-Submitted: auto-generated']],
])('%j is of a program', (headers) => {
  expect(readAutoResponse(mail(headers, 'Ticket 4711.')).kind).toBe('automatic')
})

test('Auto-Submitted: no is a person, and an address that takes no replies is a program', () => {
  expect(readAutoResponse(mail(['Auto-Submitted: no'], 'Hello.')).kind).toBe('person')
  expect(readAutoResponse('From: <noreply@host.example>\r\n\r\nWe got your mail.\r\n').kind).toBe('automatic')
})

test('encoded and HTML answers are read too', () => {
  const html = mail([...REPLIED, 'Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'], '<p>Dieses <b>Postfach</b> wird nicht =C3=BCberw=', 'acht.</p>')
  expect(readAutoResponse(html)).toEqual({ kind: 'nobody-reads', words: 'Dieses Postfach wird nicht überwacht.' })
  const base64 = mail([...REPLIED, 'Content-Transfer-Encoding: base64'], Buffer.from('This inbox is not monitored.').toString('base64'))
  expect(readAutoResponse(base64)).toEqual({ kind: 'nobody-reads', words: 'This inbox is not monitored.' })
})

test('a delivery report says that it was returned, and why', () => {
  const report = mail(['Return-Path: <>', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'], '--b', 'Content-Type: text/plain', '', 'Sorry.', '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.host.example', '', 'Final-Recipient: rfc822; postmaster@host.example', 'Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 User unknown', '--b--')
  expect(readAutoResponse(report)).toEqual({ kind: 'returned', words: expect.stringContaining('User unknown') as string })
})

test('any text at all is read without an error', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => void readAutoResponse(text)))
  fc.assert(fc.property(fc.array(fc.constantFrom('\r\n', 'mail ', 'will not ', 'be ', '<p', 'From: a@b\r\n', 'Content-Type: multipart/mixed; boundary=x\r\n', '--x', 'nicht '), { maxLength: 400 }), (parts) => void readAutoResponse(parts.join(''))))
})
