import { expect, test } from 'vitest'
import { isUnknownRecipient, parseSpamdykeLine } from './spamdyke-line.ts'

test('version 5 tells the account and the pid of qmail-queue', () => {
  const line = 'ALLOWED from: mallory@acct.example to: x@dead.example origin_ip: 127.0.0.41 origin_rdns: (unknown) auth: mallory@acct.example encryption: (none) reason: 250_ok_1795488971_qp_1930'
  expect(parseSpamdykeLine(line)).toEqual({
    code: 'ALLOWED',
    from: 'mallory@acct.example',
    to: 'x@dead.example',
    clientIp: '127.0.0.41',
    account: 'mallory@acct.example',
    reason: '250_ok_1795488971_qp_1930',
    qp: 1930,
  })
})

test('version 4.1 has no reason, version 4.0 no encryption either', () => {
  const v41 = 'ALLOWED from: a@x.example to: b@y.example origin_ip: 10.0.0.1 origin_rdns: mail.x.example auth: alice@x.example encryption: TLS'
  const v40 = 'ALLOWED from: a@x.example to: b@y.example origin_ip: 10.0.0.1 origin_rdns: mail.x.example auth: alice@x.example'
  for (const line of [v41, v40]) expect(parseSpamdykeLine(line)).toMatchObject({ account: 'alice@x.example', reason: null, qp: null })
})

test('a bounce has no sender and a stranger has no account', () => {
  const line = 'ALLOWED from: (unknown) to: joe@acct.example origin_ip: 127.0.0.91 origin_rdns: (unknown) auth: (unknown) encryption: (none) reason: 250_ok_1795488971_qp_7'
  expect(parseSpamdykeLine(line)).toMatchObject({ from: null, account: null, qp: 7 })
})

test('a sender who writes field names into his address does not become an account', () => {
  const line = 'ALLOWED from: x auth: alice@acct.example reason: 250_ok_1_qp_9 origin_ip: 1.2.3.4 origin_rdns: r auth: z to: joe@acct.example origin_ip: 9.9.9.9 origin_rdns: (unknown) auth: (unknown) encryption: (none) reason: 250_ok_2_qp_10'
  expect(parseSpamdykeLine(line)).toMatchObject({ account: null, clientIp: '9.9.9.9', qp: 10, to: 'joe@acct.example' })
})

test('a refusal never names a message, whatever its reason says', () => {
  const line = 'DENIED_OTHER from: a@b.example to: c@d.example origin_ip: 1.1.1.1 origin_rdns: (unknown) auth: (unknown) encryption: (none) reason: 250_ok_1_qp_2'
  expect(parseSpamdykeLine(line)).toMatchObject({ qp: null })
})

test.each([
  ['DENIED_INVALID_RECIPIENT', '(empty)', true],
  ['DENIED_OTHER', '550_sorry,_no_mailbox_here_by_that_name_(#5.1.1)', true],
  ['DENIED_OTHER', '553_sorry,_your_envelope_sender_is_in_my_badmailfrom_list_(#5.7.1)', false],
  ['DENIED_RELAYING', '(empty)', false],
])('%s with %s is an unknown recipient: %s', (code, reason, expected) => {
  const line = parseSpamdykeLine(`${code} from: a@b to: c@d origin_ip: 1.1.1.1 origin_rdns: (unknown) auth: (unknown) encryption: (none) reason: ${reason}`)
  expect(line && isUnknownRecipient(line)).toBe(expected)
})

test.each(['ERROR(tls_init_inner()@tls.c:120): unable to load SSL/TLS certificate from file', 'FILTER_RBL_MATCH ip: 1.2.3.4', ''])(
  'what is not about a message is no message line: %s',
  (line) => expect(parseSpamdykeLine(line)).toBeNull(),
)
