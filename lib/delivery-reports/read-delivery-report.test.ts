import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { classifyReply } from '../refusals/classify-reply.ts'
import { isReport } from './delivery-report.ts'
import { readDeliveryReport, READ_BYTES_MAX } from './read-delivery-report.ts'

const FOLDER = path.join(import.meta.dirname, 'samples')
const names = readdirSync(FOLDER).map((name) => name.replace(/\.eml$/, ''))
const sample = (name: string) => readFileSync(path.join(FOLDER, `${name}.eml`))
const MAIL = '20261124.1@baeckerei.example'
const SOMEBODY = 'somebody@firma.example'

/** Kind, whose wording, who reports, address, status, class of the reason, Message-ID. */
const REPORTS: Record<string, [kind: string, form: string, reporter: string | null, recipients: [string, string | null, string][], messageId: string | null]> = {
  'rfc3464-simple': ['failure', 'rfc3464', 'cs.utk.edu', [['louisl@larry.slip.umd.edu', '4.0.0', 'network']], 'original@cs.utk.edu'],
  'rfc3464-several': ['failure', 'rfc3464', 'cs.utk.edu', [['arathib@vnet.ibm.com', '5.0.0', 'unknown'], ['johnh@hpnjld.njd.hp.com', '4.0.0', ''], ['wsnell@sdcc13.ucsd.edu', '5.0.0', 'unknown_user']], 'several@cs.utk.edu'],
  'rfc3464-delayed': ['delay', 'rfc3464', 'sun2.nsfnet-relay.ac.uk', [['thomas@de-montfort.ac.uk', '4.0.0', '']], MAIL],
  'postfix-bounce': ['failure', 'rfc3464', 'mx.firma.example', [[SOMEBODY, '5.1.1', 'unknown_user']], MAIL],
  'postfix-delay': ['delay', 'rfc3464', 'mx.firma.example', [[SOMEBODY, '4.4.1', 'network']], MAIL],
  'postfix-utf8': ['failure', 'rfc3464', 'mx.xn--bcher-kva.example', [['jörg@bücher.example', '5.1.1', 'unknown_user']], MAIL],
  'rfc6533-escaped': ['failure', 'rfc3464', 'mx.firma.example', [['jörg@firma.example', '5.6.7', '']], MAIL],
  facebook: ['failure', 'rfc3464', '10.4.94.71', [['somebody@facebook.example', '5.1.1', 'recipient_policy']], MAIL],
  'exim-report': ['failure', 'rfc3464', 'mail.firma.example', [[SOMEBODY, '5.0.0', 'unknown_user']], MAIL],
  'exim-text': ['failure', 'exim', 'mail.firma.example', [[SOMEBODY, '5.1.1', 'unknown_user'], ['other@firma.example', null, 'mailbox_full']], MAIL],
  'exim-delay': ['delay', 'exim', 'mail.firma.example', [[SOMEBODY, null, 'mailbox_full']], null],
  'exim-generated': ['failure', 'exim', 'mail.firma.example', [['inner@elsewhere.example', '5.7.1', 'content']], MAIL],
  qmail: ['failure', 'qmail', 'mail.firma.example', [[SOMEBODY, '5.1.1', 'unknown_user']], MAIL],
  'qmail-several': ['failure', 'qmail', 'mail.firma.example', [['a@elsewhere.example', '5.7.1', 'policy'], ['b@nowhere.example', '5.1.2', 'bad_domain']], MAIL],
  'qmail-vpopmail': ['failure', 'qmail', 'mail.firma.example', [[SOMEBODY, '5.2.2', 'mailbox_full']], MAIL],
  'yahoo-old': ['failure', 'qmail', 'yahoo.example', [['somebody@yahoo.example', null, 'unknown_user']], MAIL],
  'sendmail-report': ['failure', 'rfc3464', 'mail.firma.example', [[SOMEBODY, '5.1.1', 'unknown_user']], MAIL],
  'sendmail-old': ['failure', 'sendmail', 'mail.firma.example', [[SOMEBODY, null, 'unknown_user']], MAIL],
  'exchange-report': ['failure', 'rfc3464', 'ex01.firma.local', [[SOMEBODY, '5.1.10', 'unknown_user']], MAIL],
  'exchange-nested': ['failure', 'rfc3464', 'am0pr01mb0001.eurprd01.prod.outlook.com', [[SOMEBODY, '5.7.133', 'recipient_policy']], MAIL],
  'exchange-2003': ['failure', 'exchange', 'firma.example', [[SOMEBODY, '5.1.1', 'unknown_user']], null],
  'exchange-2003-de': ['failure', 'exchange', 'firma.example', [[SOMEBODY, '5.1.1', 'unknown_user']], null],
  'google-report': ['failure', 'rfc3464', 'googlemail.example', [['somebody@googlemail.example', '5.1.1', 'unknown_user']], MAIL],
  'google-old': ['failure', 'google', 'googlemail.example', [['somebody@googlemail.example', '5.1.1', 'unknown_user']], MAIL],
  'united-internet': ['failure', 'exim', 'gmx.example', [['somebody@gmx.example', null, 'mailbox_full']], MAIL],
  domino: ['failure', 'rfc3464', 'notes.firma.example', [[SOMEBODY, '5.1.1', 'unknown_user']], MAIL],
  'status-base64': ['failure', 'rfc3464', 'a3-17.smtp-out.relay.example', [[SOMEBODY, '5.1.1', 'unknown_user']], MAIL],
  'status-quoted': ['failure', 'rfc3464', 'a3-17.smtp-out.relay.example', [[SOMEBODY, '5.1.1', 'unknown_user']], MAIL],
  'status-without-lines': ['failure', 'rfc3464', 'relay.example', [['a@firma.example', '5.1.1', ''], ['b@firma.example', '5.2.2', '']], MAIL],
  success: ['success', 'rfc3464', 'mx.firma.example', [[SOMEBODY, '2.0.0', '']], MAIL],
}
const OTHERS = { feedback: 'feedback', disposition: 'disposition', 'auto-reply': 'auto-reply', letter: 'other', 'newsletter-about-delivery': 'other' }

test('every sample is asked for', () => {
  expect(names.toSorted()).toEqual([...Object.keys(REPORTS), ...Object.keys(OTHERS)].sort())
  expect(Object.keys(REPORTS).length).toBeGreaterThanOrEqual(25)
})

test.each(Object.entries(REPORTS))('%s', (name, [kind, form, reportingMta, recipients, messageId]) => {
  const read = readDeliveryReport(sample(name))
  expect(read).toMatchObject({ kind, form, reportingMta, messageId })
  if (!isReport(read)) return
  expect(read.recipients.map(({ address, status, diagnostic }) => [address, status, diagnostic === null || kind === 'success' ? '' : classifyReply(diagnostic).class])).toEqual(recipients)
})

test.each(Object.entries(OTHERS))('%s is no delivery report', (name, kind) => {
  expect(readDeliveryReport(sample(name))).toEqual({ kind })
})

test('where the returned headers name our queue id, it is read', () => {
  expect(readDeliveryReport(sample('postfix-bounce'))).toMatchObject({ queueIds: [{ by: 'mx01.provider.example', id: '4XyZ1k2mNpz9vRt' }] })
  expect(readDeliveryReport(sample('qmail'))).toMatchObject({ queueIds: [{ by: 'mx01.provider.example', id: '4XyZ1k2mNpz9vRt' }] })
})

test('nothing of the body of the returned mail is kept', () => {
  const own = names.filter((name) => sample(name).includes("the customer's own words"))
  expect(own.length).toBeGreaterThan(2)
  for (const name of own) expect(JSON.stringify(readDeliveryReport(sample(name)))).not.toContain('own words')
})

test('a report says the same with line ends of either kind', () => {
  for (const name of names) {
    const text = sample(name).toString('latin1').replaceAll('\r\n', '\n')
    expect(readDeliveryReport(Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1')), name).toEqual(readDeliveryReport(Buffer.from(text, 'latin1')))
  }
})

test('a mail of any size is read as far as 256 KB: what comes after it changes nothing', () => {
  const bounce = sample('postfix-bounce')
  const long = Buffer.concat([bounce, Buffer.alloc(READ_BYTES_MAX, 'x\n'), Buffer.alloc(5_000_000, 'y')])
  expect(readDeliveryReport(long)).toEqual(readDeliveryReport(long.subarray(0, READ_BYTES_MAX)))
  expect(readDeliveryReport(long)).toMatchObject({ kind: 'failure', recipients: [{ address: SOMEBODY }] })
})

test('cut, mixed and broken mails are read without an error, and never past their bounds', () => {
  const all = names.map(sample)
  const mutated = fc.tuple(fc.nat(all.length - 1), fc.nat(all.length - 1), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.uint8Array({ maxLength: 60 })).map(([a, b, from, to, bytes]) => {
    const [one, two] = [all[a] ?? Buffer.alloc(0), all[b] ?? Buffer.alloc(0)]
    return Buffer.concat([one.subarray(0, Math.floor(one.length * from)), bytes, two.subarray(Math.floor(two.length * to))])
  })
  fc.assert(fc.property(mutated, (mail) => {
    const read = readDeliveryReport(mail)
    if (!isReport(read)) return
    expect(read.recipients.length).toBeLessThanOrEqual(100)
    for (const { address, diagnostic } of read.recipients) {
      expect(address).toMatch(/^[^\s<>]+@[^\s<>@]+$/)
      expect(diagnostic?.length ?? 0).toBeLessThanOrEqual(1000)
    }
  }), { numRuns: 4_000 })
})

test.each([
  ['headers', 'X: y\n'], ['folds', ' z\n'], ['boundaries', '--b\n'], ['addresses', '<a@b.example>:\n'], ['at-signs', 'a@'], ['blanks', ' '], ['brackets', '<'], ['equals', '= \t'],
  ['fields', 'Final-Recipient: rfc822;a@b.example\n'], ['by', 'Received: by by by id '], ['dashes', '-'], ['escapes', '\\x{'], ['quotes', '; b="\\'], ['backslashes', '\\'],
])('time does not grow faster than the mail: %s', (_what, seed) => {
  const heads = ['', 'From: mailer-daemon@x\nSubject: failure notice\n\nHi. This is the qmail-send program at x.\n', 'From: mailer-daemon@x\nSubject: undeliverable\n\nundeliverable ', 'Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n', 'Content-Type: multipart/mixed; boundary="b', 'From: mailer-daemon@x\nSubject: undeliverable\nContent-Type: text/html\n\ndid not reach the following recipient']
  for (const head of heads) {
    const mail = Buffer.from(head + seed.repeat(Math.ceil(READ_BYTES_MAX / seed.length)))
    const begun = performance.now()
    readDeliveryReport(mail)
    // No measure of speed: quadratic time over 256 KB is minutes.
    expect(performance.now() - begun, head).toBeLessThan(5_000)
  }
})
