import { expect, test } from 'vitest'
import { parsePostfixLine, type PostfixFact } from './postfix-line.ts'

const NOW = new Date('2026-11-24T06:00:00Z')
const factOf = (text: string) => parsePostfixLine(`Nov 24 02:47:16 vm ${text}`, NOW)?.fact

const LINES: [string, string, PostfixFact][] = [
  ['a login that sends', 'postfix/smtpd[18865]: 7A5BC23E93A: client=localhost[127.0.0.1], sasl_method=PLAIN, sasl_username=alice@test.example',
    { kind: 'client', id: '7A5BC23E93A', clientName: 'localhost', clientIp: '127.0.0.1', saslName: 'alice@test.example' }],
  ['a login on the submission port with a long id', 'postfix/submission/smtpd[1]: 4jYSc22Q1dzKjpV: client=unknown[2001:db8::7]:4711, sasl_method=LOGIN, sasl_username=a b, sasl_sender=x@y',
    { kind: 'client', id: '4jYSc22Q1dzKjpV', clientName: 'unknown', clientIp: '2001:db8::7', saslName: 'a b' }],
  ['mail from outside', 'postfix/smtpd[1]: 7A5BC23E93A: client=mx.other.example[192.0.2.5]',
    { kind: 'client', id: '7A5BC23E93A', clientName: 'mx.other.example', clientIp: '192.0.2.5', saslName: null }],
  ['mail handed on by a filter', 'postfix-in/smtpd[1]: 7A5BC23E93A: client=localhost[127.0.0.1], orig_queue_id=4F1, orig_client=h[192.0.2.1]',
    { kind: 'client', id: '7A5BC23E93A', clientName: 'localhost', clientIp: '127.0.0.1', saslName: null }],
  ['mail of a local program', 'postfix/pickup[9]: 325C423F246: uid=33 from=<www-data>',
    { kind: 'pickup', id: '325C423F246', uid: 33, sender: 'www-data', originalId: null }],
  ['a requeued message', 'postfix/pickup[9]: 325C423F247: uid=105 from=<s@x.example> orig_id=325C423F246',
    { kind: 'pickup', id: '325C423F247', uid: 105, sender: 's@x.example', originalId: '325C423F246' }],
  ['a message id', 'postfix/cleanup[18875]: 7A5BC23E93A: message-id=<20261124024716.018862@vm>',
    { kind: 'message-id', id: '7A5BC23E93A', messageId: '<20261124024716.018862@vm>' }],
  ['a message in the queue', 'postfix/qmgr[18767]: 7A5BC23E93A: from=<alice@test.example>, size=448, nrcpt=3 (queue active)',
    { kind: 'queued', id: '7A5BC23E93A', sender: 'alice@test.example', size: 448, recipients: 3 }],
  ['a bounce in the queue', 'postfix/qmgr[18767]: 7A5BC23E93A: from=<>, size=2448, nrcpt=1 (queue active)',
    { kind: 'queued', id: '7A5BC23E93A', sender: '', size: 2448, recipients: 1 }],
  ['a delivery', 'postfix/smtp[1]: 7A5BC23E93A: to=<x@sink.example>, relay=127.0.0.1[127.0.0.1]:2500, delay=15, delays=15/0.01/0.01/0.06, dsn=2.0.0, status=sent (250 2.0.0 Ok)',
    { kind: 'delivery', id: '7A5BC23E93A', recipient: 'x@sink.example', originalRecipient: null, relay: '127.0.0.1[127.0.0.1]:2500', dsn: '2.0.0', status: 'sent', reply: '250 2.0.0 Ok' }],
  ['a delivery over a kept connection, to an alias', 'postfix-out/smtp[1]: 7A5BC23E93A: to=<x@sink.example>, orig_to=<all@test.example>, relay=mx[192.0.2.1]:25, conn_use=2, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)',
    { kind: 'delivery', id: '7A5BC23E93A', recipient: 'x@sink.example', originalRecipient: 'all@test.example', relay: 'mx[192.0.2.1]:25', dsn: '2.0.0', status: 'sent', reply: '250 ok' }],
  ['a refusal with nested parentheses', 'postfix/smtp[1]: ABCDEF1: to=<z@hard.example>, relay=h[1.2.3.4]:25, delay=15, delays=1/1/1/1, dsn=5.1.1, status=bounced (host h[1.2.3.4] said: 550 5.1.1 <z@hard.example>: gone (really (so)) (in reply to RCPT TO command))',
    { kind: 'delivery', id: 'ABCDEF1', recipient: 'z@hard.example', originalRecipient: null, relay: 'h[1.2.3.4]:25', dsn: '5.1.1', status: 'bounced', reply: 'host h[1.2.3.4] said: 550 5.1.1 <z@hard.example>: gone (really (so)) (in reply to RCPT TO command)' }],
  ['a dead destination', 'postfix/error[1]: ABCDEF1: to=<z@dead.example>, relay=none, delay=0, delays=0/0/0/0, dsn=4.4.1, status=deferred (delivery temporarily suspended: connect to d[1.2.3.4]:25: Connection refused)',
    { kind: 'delivery', id: 'ABCDEF1', recipient: 'z@dead.example', originalRecipient: null, relay: 'none', dsn: '4.4.1', status: 'deferred', reply: 'delivery temporarily suspended: connect to d[1.2.3.4]:25: Connection refused' }],
  ['a delivery with a field of a later release', 'postfix/smtp[1]: ABCDEF1: to=<x@y.example>, relay=h[1.2.3.4]:25, delay=1, delays=0/0/0/1, tls=dane, dsn=2.0.0, status=sent (250 ok)',
    { kind: 'delivery', id: 'ABCDEF1', recipient: 'x@y.example', originalRecipient: null, relay: 'h[1.2.3.4]:25', dsn: '2.0.0', status: 'sent', reply: '250 ok' }],
  ['a bounce that is made', 'postfix/bounce[1]: ABCDEF1: sender non-delivery notification: ABCDEF2', { kind: 'bounce', id: 'ABCDEF1', bounceId: 'ABCDEF2', about: 'failure' }],
  ['a delay that is told', 'postfix/bounce[1]: ABCDEF1: sender delay notification: ABCDEF2', { kind: 'bounce', id: 'ABCDEF1', bounceId: 'ABCDEF2', about: 'delay' }],
  ['an expired message', 'postfix/qmgr[1]: ABCDEF1: from=<bob@test.example>, status=expired, returned to sender', { kind: 'expired', id: 'ABCDEF1', sender: 'bob@test.example', isForced: false }],
  ['a message forced to expire', 'postfix/qmgr[1]: ABCDEF1: from=<bob@test.example>, status=force-expired, returned to sender', { kind: 'expired', id: 'ABCDEF1', sender: 'bob@test.example', isForced: true }],
  ['the end of a message', 'postfix/qmgr[1]: ABCDEF1: removed', { kind: 'removed', id: 'ABCDEF1' }],
  ['a message put on hold by hand', 'postfix/postsuper[1]: ABCDEF1: placed on hold', { kind: 'moved-by-hand', id: 'ABCDEF1', what: 'held' }],
  ['a message deleted by hand', 'postfix/postsuper[1]: ABCDEF1: removed', { kind: 'moved-by-hand', id: 'ABCDEF1', what: 'removed' }],
  ['a refusal by the lock', 'postfix/smtpd[1]: NOQUEUE: reject: RCPT from h[192.0.2.9]: 554 5.7.1 <bob@test.example>: SASL login name rejected: Sending suspended; call us; from=<s@x.example> to=<r@y.example> proto=ESMTP helo=<pc>',
    { kind: 'refused', id: null, action: 'reject', stage: 'RCPT', clientIp: '192.0.2.9', dsn: '5.7.1', text: '<bob@test.example>: SASL login name rejected: Sending suspended; call us', sender: 's@x.example', recipient: 'r@y.example', saslName: 'bob@test.example' }],
  ['a hold by a watch', 'postfix/smtpd[1]: NOQUEUE: hold: RCPT from h[192.0.2.9]: <bob@test.example>: SASL login name relayward watch; from=<s@x.example> to=<r@y.example> proto=ESMTP helo=<pc>',
    { kind: 'refused', id: null, action: 'hold', stage: 'RCPT', clientIp: '192.0.2.9', dsn: null, text: '<bob@test.example>: SASL login name relayward watch', sender: 's@x.example', recipient: 'r@y.example', saslName: 'bob@test.example' }],
  ['an unknown user, refused by Postfix 3.10', 'postfix/smtpd[1]: ABCDEF1: reject: RCPT from h[192.0.2.9]:33: 550 5.1.1 <no@y.example>: Recipient address rejected: User unknown in virtual mailbox table; from=<> to=<no@y.example> proto=ESMTP helo=<pc> sasl_method=PLAIN sasl_username=bob@test.example',
    { kind: 'refused', id: 'ABCDEF1', action: 'reject', stage: 'RCPT', clientIp: '192.0.2.9', dsn: '5.1.1', text: '<no@y.example>: Recipient address rejected: User unknown in virtual mailbox table', sender: '', recipient: 'no@y.example', saslName: 'bob@test.example' }],
  ['a wrong password', 'postfix/smtpd[1]: warning: h[192.0.2.9]: SASL LOGIN authentication failed: (reason unavailable), sasl_username=spammer@test.example',
    { kind: 'login-failed', clientIp: '192.0.2.9', saslName: 'spammer@test.example' }],
  ['a connection', 'postfix/smtpd[1]: connect from localhost[127.0.0.1]', { kind: 'other' }],
  ['the statistics of a session', 'postfix/smtpd[1]: disconnect from localhost[127.0.0.1] ehlo=1 auth=1 quit=1 commands=3', { kind: 'other' }],
]

test.each(LINES)('%s is read', (_what, line, fact) => {
  expect(factOf(line)).toEqual(fact)
})

test.each([
  ['syslog', 'Nov 24 02:47:16 vm postfix/qmgr[1]: ABCDEF1: removed', new Date(2026, 10, 24, 2, 47, 16)],
  ['syslog with one digit', 'Nov  4 02:47:16 vm postfix/qmgr[1]: ABCDEF1: removed', new Date(2026, 10, 4, 2, 47, 16)],
  ['syslog of last December', 'Dec 31 23:59:59 vm postfix/qmgr[1]: ABCDEF1: removed', new Date(2025, 11, 31, 23, 59, 59)],
  ['ISO with zone', '2026-11-24T02:47:16.123456+01:00 vm postfix/qmgr[1]: ABCDEF1: removed', new Date('2026-11-24T01:47:16.123Z')],
  ['ISO in UTC', '2026-11-24T02:47:16Z vm postfix/qmgr[1]: ABCDEF1: removed', new Date('2026-11-24T02:47:16Z')],
])('a stamp of %s is read', (_what, line, at) => {
  expect(parsePostfixLine(line, NOW)).toMatchObject({ at, host: 'vm', instance: 'postfix', program: 'qmgr', pid: 1 })
})

test.each([
  ['another program', 'Nov 24 02:47:16 vm dovecot: imap-login: Login: user=<a>'],
  ['no stamp', 'postfix/qmgr[1]: ABCDEF1: removed'],
  ['a month that is none', 'Xyz 24 02:47:16 vm postfix/qmgr[1]: ABCDEF1: removed'],
  ['nothing', ''],
])('a line of %s is not one of Postfix', (_what, line) => {
  expect(parsePostfixLine(line, NOW)).toBeNull()
})

test('the instance is told apart from its services', () => {
  const line = parsePostfixLine('Nov 24 02:47:16 vm postfix/submission/smtpd[7]: connect from h[1.2.3.4]', NOW)
  expect(line).toMatchObject({ instance: 'postfix/submission', program: 'smtpd', pid: 7 })
})
