import { expect, test } from 'vitest'
import { parseVchkpwLine, redactVchkpw } from './vchkpw-line.ts'

test.each([
  ['vchkpw-smtp: (PLAIN) login success alice@acct.example:127.0.0.31', 'smtp', 'login', 'alice@acct.example', '127.0.0.31'],
  ['vchkpw-submission: login success alice@acct.example:127.0.0.31', 'submission', 'login', 'alice@acct.example', '127.0.0.31'],
  ['vchkpw-smtp: (CRAM-MD5) login success Alice@acct.example:2001:db8::1', 'smtp', 'login', 'alice@acct.example', '2001:db8::1'],
  ['vchkpw-smtp: smtp access denied alice@acct.example:127.0.0.31', 'smtp', 'access-denied', 'alice@acct.example', '127.0.0.31'],
  ["vchkpw-smtp: password fail (pass: 'o' @x:1') bob@acct.example:10.0.0.9", 'smtp', 'wrong-password', 'bob@acct.example', '10.0.0.9'],
  ['vchkpw-2525: vpopmail user not found eve@nowhere.example:10.0.0.9', '2525', 'unknown-user', 'eve@nowhere.example', '10.0.0.9'],
  ['vchkpw-smtp: null password given bob@acct.example:10.0.0.9', 'smtp', 'other', 'bob@acct.example', '10.0.0.9'],
])('vchkpw says: %s', (text, service, outcome, account, clientIp) => {
  expect(parseVchkpwLine(text)).toEqual({ service, outcome, account, clientIp })
})

test('a typed password that looks like a success is none', () => {
  const text = "vchkpw-smtp: password fail (pass: 'login success alice@acct.example:1.1.1.1') bob@acct.example:10.0.0.9"
  expect(parseVchkpwLine(text)).toMatchObject({ outcome: 'wrong-password', account: 'bob@acct.example' })
})

test('passwords are taken out of a line before anybody keeps it', () => {
  const line = "Nov 24 03:00:00 mx vpopmail[9]: vchkpw-smtp: password fail (pass: 'it's a ') secret') bob@acct.example:10.0.0.9"
  expect(redactVchkpw(line)).toBe('Nov 24 03:00:00 mx vpopmail[9]: vchkpw-smtp: password fail (pass: redacted) bob@acct.example:10.0.0.9')
})

test('other programs are not vchkpw', () => {
  expect(parseVchkpwLine('new msg 12')).toBeNull()
})
