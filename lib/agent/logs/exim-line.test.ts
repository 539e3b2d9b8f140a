import { expect, test } from 'vitest'
import { eximEvents } from './exim-events.ts'
import { parseEximLine } from './exim-line.ts'

const NOW = new Date('2026-11-24T18:00:00Z')
const STAMP = '2026-11-24 16:36:36 '
const OLD = '1xVtVT-0005C7-39'
const NEW = '1vKNwR-00000000AbC-2xyz'
const REMOTE = 'R=out T=remote_smtp'

const fact = (text: string, id = OLD) => parseEximLine(`${STAMP}${id} ${text}`, NOW, 'utc')?.fact
const { read } = eximEvents({
  accountOfUser: (user) => `uid:${user}@mx03`, remoteTransports: new Set(['remote_smtp', 'second']),
  bindAddressOf: (transport) => (transport === 'remote_smtp' ? '192.0.2.7' : null), recipientsOf: () => null, zone: 'utc', now: () => NOW,
})
const events = (text: string) => read(`${STAMP}${OLD} ${text}`)

test.each([OLD, NEW])('an authenticated arrival names account, client, size and recipients (%s)', (id) => {
  expect(fact('<= x@acct.example H=(client.example) [127.0.0.1]:4711 P=esmtpa A=plain:Alice@acct.example S=428 id=1@client.example for ok@gmx.net bad@gmx.net', id)).toEqual({
    kind: 'arrived', id, sender: 'x@acct.example', authenticatedId: 'Alice@acct.example', user: null, clientIp: '127.0.0.1', size: 428, recipients: 2, parentId: null,
  })
})

test.each(['S=-39', 'S=', 'S=1e9', 'S=0x10', 'S=99999999999999999'])('what is no size is none: %s', (word) => {
  expect(fact(`<= x@acct.example H=(c) [127.0.0.1] P=esmtpa ${word}`)).toMatchObject({ size: 0 })
})

test('the account is in small letters; a local user is his uid; mail from outside is nobody’s, whatever its ident says', () => {
  const account = (text: string) => events(text).map((event) => ('account' in event ? event.account : event.kind))
  expect(account('<= "a b"@acct.example H=(c) [127.0.0.1] P=esmtpa A=plain:Alice@acct.example S=430')).toEqual(['alice@acct.example', 'sized'])
  expect(account('<= a@acct.example U=www-data P=local S=300 for t9@gmx.net')).toEqual(['uid:www-data@mx03', 'sized'])
  expect(account('<= a@other.example H=mx.other.example [192.0.2.1] U=root P=esmtp S=512 id=x A=x:alice@acct.example')).toEqual([null, 'sized'])
  expect(account('<= a@other.example H=(x) [192.0.2.1] P=esmtpa A=plain S=512')).toEqual([null, 'sized'])
})

test('our own bounce names the message it speaks of', () => {
  expect(events('<= <> R=1xVtVT-0005C7-3A U=Debian-exim P=local S=2028 for "a b"@acct.example')).toEqual([expect.objectContaining({ kind: 'bounce-made', id: OLD, parentId: '1xVtVT-0005C7-3A' })])
})

const FROM = 'H=mx00.gmx.net [127.1.0.1]'
test.each([
  ['a delivery', `=> ok@gmx.net ${REMOTE} ${FROM} I=[192.0.2.9] X=TLS1.3:x:256 CV=yes C="250 2.0.0 OK id=1"`, { outcome: 'delivered', relay: 'mx00.gmx.net', ip: '192.0.2.9', reply: '250 2.0.0 OK id=1', isLocal: false }],
  ['one more recipient of it', `-> ok2@gmx.net ${REMOTE} ${FROM} C="250 OK"`, { outcome: 'delivered', recipient: 'ok2@gmx.net', ip: '192.0.2.7' }],
  ['a deferral', `== t@gmx.net ${REMOTE} defer (-44) ${FROM}: SMTP error from remote mail server after RCPT TO:<t@gmx.net>: 450 4.2.0 <x@y>: greylisted`, { outcome: 'deferred', relay: 'mx00.gmx.net', reply: 'SMTP error from remote mail server after RCPT TO:<t@gmx.net>: 450 4.2.0 <x@y>: greylisted' }],
  ['a refusal', `** bad@gmx.net ${REMOTE} ${FROM} X=TLS1.3:a:256 CV=yes: SMTP error from remote mail server after RCPT TO:<bad@gmx.net>: 550 5.1.1 unknown "user"`, { outcome: 'bounced', isUnknownUser: true, reply: expect.stringContaining('550 5.1.1 unknown "user"') }],
  ['a refusal of MAIL', `** ok2@gmx.net ${REMOTE} ${FROM}: SMTP error from remote mail server after pipelined MAIL FROM:<"a b"@acct.example>: 501 Error: Bad sender`, { outcome: 'bounced', reply: expect.stringContaining(': 501 Error: Bad sender') }],
  ['a refusal after the data, of two lines', `** a@gmx.net ${REMOTE} ${FROM}: SMTP error from remote mail server after end of data: 554-Transaction failed\\n554 see https://x.example/?a=b`, { reply: expect.stringContaining('554-Transaction failed\\n554 see https://x.example/?a=b') }],
  ['a server named in its answer only', `** q@b.example ${REMOTE}: SMTP error from remote mail server after RCPT TO:<q@b.example>: host mx.b.example [192.0.2.7]: 550 no`, { relay: 'mx.b.example', reply: expect.stringContaining('550 no') }],
  ['a server without a name', `=> ok@gmx.net ${REMOTE} H=[192.0.2.9] C="250 OK"`, { relay: '192.0.2.9', isLocal: false }],
  ['nobody reached', `== t9@gmx.net R=out T=second defer (111): Connection refused`, { outcome: 'deferred', relay: null, isLocal: false, ip: null, reply: 'Connection refused' }],
  ['no route', '** x@nowhere.example: Unrouteable address', { recipient: 'x@nowhere.example', outcome: 'bounced', relay: null, isLocal: false, reply: 'Unrouteable address' }],
  ['a mailbox', '=> alice <alice@acct.example> R=local_user T=maildir_home', { recipient: 'alice@acct.example', isLocal: true, ip: null }],
  ['nothing at all', '=> :blackhole: <x@acct.example> R=own', { isLocal: true }],
  ['a full mailbox', '== alice <alice@acct.example> R=local_user T=maildir_home defer (-22): mailbox is full', { isLocal: true, outcome: 'deferred' }],
  ['a field in a reply', `** q@b.example ${REMOTE} ${FROM}: SMTP error from remote mail server after RCPT TO:<q@b.example>: 550 T=maildir H=evil.example [1.2.3.4] no`, { relay: 'mx00.gmx.net', isLocal: false }],
])('%s', (_what, text, expected) => {
  expect(events(text)).toEqual([expect.objectContaining({ kind: 'attempt', id: OLD, ...expected })])
})

test.each([`== t9@gmx.net ${REMOTE} defer (-54): retry time not reached for any host for 'gmx.net'`, '== t3@gmx.net routing defer (-52): retry time not reached'])('what is not due yet is no attempt: %s', (text) => {
  expect(events(text)).toEqual([expect.objectContaining({ kind: 'put-off', id: OLD })])
})

test('a message leaves the queue when it is completed or removed', () => {
  expect(['Completed', 'Completed QT=2s', 'removed by root', 'cancelled by root', 'frozen by root', 'Message is frozen'].map((text) => events(text).map(({ kind }) => kind))).toEqual([['removed'], ['removed'], ['removed'], [], [], []])
})

test('refusals and failed logins are told with the account where it is named', () => {
  const refusals = [
    'H=(pc) [192.0.2.1] F=<a@x.example> A=plain:Bob rejected RCPT <c@y.example>: relay not permitted',
    'H=(pc) [192.0.2.1] F=<a@x.example> rejected RCPT <nobody@acct.example>: no such user here',
    'plain_login authenticator failed for (pc) [192.0.2.1]: 535 Incorrect authentication data (set_id=bob)',
  ]
  expect(refusals.flatMap((text) => read(`${STAMP}${text}`))).toEqual([
    expect.objectContaining({ kind: 'refused', account: 'bob', clientIp: '192.0.2.1', why: 'other' }),
    expect.objectContaining({ account: null, why: 'unknown-user' }),
    expect.objectContaining({ account: 'bob', clientIp: '192.0.2.1', why: 'other' }),
  ])
})

test.each([
  ['milliseconds', '2026-11-24 16:36:36.250 ', '2026-11-24T16:36:36.250Z'],
  ['a zone', '2026-11-24 17:36:36 +0100 ', '2026-11-24T16:36:36.000Z'],
  ['a pid', '2026-11-24 16:36:36 [4711] ', '2026-11-24T16:36:36.000Z'],
  ['syslog in front', '2026-11-24T16:36:36Z vm exim[4711]: 2026-11-24 16:36:36 ', '2026-11-24T16:36:36.000Z'],
  ['syslog in front and no stamp of its own', '2026-11-24T16:36:36Z vm exim4: [4711] ', '2026-11-24T16:36:36.000Z'],
])('a stamp with %s', (_what, begin, at) => {
  expect(parseEximLine(`${begin}${OLD} Completed`, NOW, 'utc')).toEqual({ at: new Date(at), fact: { kind: 'ended', id: OLD, how: 'completed' } })
})

test('only what Exim wrote and cannot be read is unread', () => {
  expect(['Nov 24 16:36:36 vm sshd[1]: hello', 'garbage', '', `${STAMP}Start queue run: pid=1`].flatMap(read)).toEqual([])
  const own = eximEvents({ accountOfUser: (user) => user, remoteTransports: null, bindAddressOf: () => null, recipientsOf: () => null, zone: 'utc', ownsLog: true, now: () => NOW })
  expect(own.read('garbage').map(({ kind }) => kind)).toEqual(['unread'])
  expect(read('2026-11-24 1').map(({ kind }) => kind)).toEqual(['unread'])
})
