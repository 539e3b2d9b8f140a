import { expect, test } from 'vitest'
import { createRandom } from '../../../bench/generators/random.ts'
import { scanExim } from './exim-scan.ts'
import { relayDomain } from './relay-domain.ts'

const STAMP = '2026-11-24 02:47:16 '
const OLD = '1vKNwR-0000Ab-2x'
const NEW = '1vKNwR-00000000AbC-2xyz'

function scan(lines: string[], pieceBytes = Infinity) {
  const reader = scanExim(relayDomain)
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.take(Buffer.from(bytes.subarray(at, at + pieceBytes)))
  reader.endFile()
  return reader.tally()
}

const LOGIN = '<= a@test.example H=(pc) [192.0.2.1]:4711 P=esmtpsa X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no A=dovecot_plain:Alice@test.example S=1234 id=x@pc'
const SENT = '=> x@y.example R=dnslookup T=remote_smtp H=mx1.y.example [192.0.2.9] X=TLS1.3:x:256 CV=yes C="250 OK id=1 H=z [1.2.3.4]"'
const of = (...texts: string[]) => scan(texts.map((text) => `${STAMP}${OLD} ${text}`))

test.each([['old', OLD], ['new', NEW]])('deliveries of a message with an id of the %s length count for its account', (_what, id) => {
  const deferred = '== z@b.example R=dnslookup T=remote_smtp defer (-44) H=mx.b.example [192.0.2.7]: SMTP error from remote mail server after RCPT TO:<z@b.example>: 450 4.2.0 later'
  const bounced = '** q@b.example F=<a@test.example> R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.7]: SMTP error from remote mail server after RCPT TO:<q@b.example>: 550 5.1.1 no'
  const lines = [LOGIN, SENT, SENT.replace('=>', '->'), deferred, bounced, 'Completed', SENT].map((text) => `${STAMP}${id} ${text}`)
  expect(scan(lines)).toEqual({
    lines: 7, unparsed: 0, results: { sent: 3, deferred: 1, bounced: 1 },
    accounts: { 'alice@test.example': [2, 1, 1] },
    receivers: { 'y.example': [3, 0, 0], 'b.example': [0, 1, 1] },
  })
})

test.each([
  ['a login with the sender named too', LOGIN.replace('Alice@test.example S', 'alice@test.example:a@test.example S'), 'alice@test.example'],
  ['a local user', '<= www-data@vm U=www-data P=local S=512', 'www-data'],
  ['a sender with blanks in quotes', LOGIN.replace('a@test.example', '"a A=x:mallory b"@test.example'), 'alice@test.example'],
  ['a client certificate with blanks', LOGIN.replace('CV=no', 'CV=no DN="/C=DE/O=A A=x:mallory"'), 'alice@test.example'],
])('%s is the account', (_what, arrival, account) => {
  expect(of(arrival, SENT).accounts).toEqual({ [account]: [1, 0, 0] })
})

test.each([
  ['mail from outside', '<= a@other.example H=mx.other.example [192.0.2.1] P=esmtps S=512 id=x'],
  ['mail from outside with an ident', '<= a@other.example H=mx.other.example [192.0.2.1] U=root P=esmtps S=512'],
  ['an account in a message id or a subject', '<= a@other.example H=mx.other.example [192.0.2.1] P=esmtps S=512 id=x A=x:alice@test.example T="a A=x:alice@test.example b"'],
  ['a login without an id', LOGIN.replace(':Alice@test.example', '')],
  ['a report of ours', '<= <> R=1vKNwR-0000Aa-2x U=Debian-exim P=local S=1234'],
])('%s is nobody\'s', (_what, arrival) => {
  expect(of(arrival, SENT).accounts).toEqual({})
})

test.each([
  ['a mailbox', '=> alice <alice@test.example> R=local_user T=maildir_home', 'local', [1, 0, 0]],
  ['a server without a name', SENT.replace('mx1.y.example [192.0.2.9]', '[192.0.2.9]'), '192.0.2.9', [1, 0, 0]],
  ['a domain that cannot be resolved', '== z@b.example R=dnslookup defer (-1): host lookup did not complete', 'unknown', [0, 1, 0]],
  ['a server named in its answer only', '** q@b.example R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:<q@b.example>: host mx.b.example [192.0.2.7]: 550 no', 'b.example', [0, 0, 1]],
  ['a server reached while the client waited', SENT.replace('=>', '>>'), 'y.example', [1, 0, 0]],
])('%s is its receiver', (_what, delivery, receiver, outcomes) => {
  expect(of(delivery).receivers).toEqual({ [receiver]: outcomes })
})

test.each([
  ['milliseconds', `2026-11-24 02:47:16.123 ${OLD} `],
  ['a zone', `2026-11-24 02:47:16 +0100 ${OLD} `],
  ['a pid', `2026-11-24 02:47:16 [4711] ${OLD} `],
  ['syslog in front', `Nov 24 02:47:16 vm exim[4711]: 2026-11-24 02:47:16 ${OLD} `],
  ['syslog in front and no stamp of its own', `Nov 24 02:47:16 vm exim4: [4711] ${OLD} `],
])('a line with %s is read', (_what, begin) => {
  expect(scan([`${begin}${LOGIN}`, `${begin}${SENT}`])).toMatchObject({ unparsed: 0, accounts: { 'alice@test.example': [1, 0, 0] } })
})

test('other lines are no deliveries, and what has no stamp is counted as unread', () => {
  const other = ['Start queue run: pid=1', `${OLD} *> x@y.example R=dnslookup T=remote_smtp`, `${OLD} Message is frozen`, `${OLD} H=mx.y.example [1.2.3.4] Connection refused`, 'no host name found for IP address 192.0.2.1']
  expect(scan([...other.map((text) => `${STAMP}${text}`), 'x', ''])).toMatchObject({ lines: 7, unparsed: 1, results: { sent: 0, deferred: 0, bounced: 0 } })
})

test('any cut into chunks gives the same, also of broken lines', () => {
  const random = createRandom(3)
  const texts = [LOGIN, SENT, '== z@b.example R=x defer (-1): H=mx.b.example [1.2.3.4]', '** q@b.example: H= [', '<= <> R=x', '<= "a', 'Completed', 'A=']
  for (let round = 0; round < 50; round++) {
    const lines = Array.from({ length: 100 }, () => `${STAMP}${random.pick([OLD, NEW])} ${random.pick(texts)}`.slice(random() < 0.1 ? random.int(60) : 0))
    expect(scan(lines, 1 + random.int(50))).toEqual(scan(lines))
  }
})
