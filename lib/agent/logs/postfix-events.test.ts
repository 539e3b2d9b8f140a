import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountOfSaslName, isUnknownUserReply, postfixEvents } from './postfix-events.ts'

const NOW = new Date('2026-11-24T06:00:00Z')
const OPTIONS = {
  accountOfUid: (uid: number) => `uid:${uid}@vm`,
  isOurRefusal: (_account: string, text: string) => text.endsWith('suspended'),
  syslogName: null,
  now: () => NOW,
}
const open = (options: Partial<Parameters<typeof postfixEvents>[0]> = {}, messagesMax?: number) => postfixEvents({ ...OPTIONS, ...options }, messagesMax)
const line = (text: string) => `2026-11-24T05:00:00Z vm postfix/${text}`
const CLIENT = line('smtpd[1]: ABCDEF1: client=h[192.0.2.9], sasl_method=PLAIN, sasl_username=Bob@Test.example')

test('a message taken in is told with its account in small letters', () => {
  expect(open().read(CLIENT)).toEqual([{ kind: 'accepted', at: new Date('2026-11-24T05:00:00Z'), id: 'ABCDEF1', account: 'bob@test.example', clientIp: '192.0.2.9', line: CLIENT }])
})

test('a message of a local program belongs to its uid, whatever sender it claims', () => {
  expect(open().read(line('pickup[1]: ABCDEF1: uid=33 from=<ceo@bank.example>'))).toMatchObject([{ kind: 'accepted', account: 'uid:33@vm', clientIp: null }])
})

test('a requeued message keeps its account under its new id', () => {
  const events = open()
  events.read(CLIENT)
  expect(events.read(line('pickup[1]: ABCDEF2: uid=105 from=<x@y.example> orig_id=ABCDEF1'))).toMatchObject([{ id: 'ABCDEF2', account: 'bob@test.example' }])
})

test('the size is told once, not again at each retry', () => {
  const events = open()
  const queued = line('qmgr[1]: ABCDEF1: from=<s@x.example>, size=448, nrcpt=3 (queue active)')
  expect(events.read(queued)).toMatchObject([{ kind: 'sized', sender: 's@x.example', recipients: 3, size: 448 }])
  expect(events.read(queued)).toEqual([])
})

test('a refused recipient that does not exist is told as an unknown user', () => {
  const said = 'smtp[1]: ABCDEF1: to=<z@y.example>, relay=h[1.2.3.4]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host h said: 550 5.1.1 no such user)'
  expect(open().read(line(said))).toMatchObject([{ kind: 'attempt', outcome: 'bounced', isUnknownUser: true, recipient: 'z@y.example' }])
})

test('a bounce is joined to its message in either order of the lines', () => {
  const notification = line('bounce[1]: ABCDEF1: sender non-delivery notification: ABCDEF2')
  const bounceQueued = line('qmgr[1]: ABCDEF2: from=<>, size=2, nrcpt=1 (queue active)')
  for (const order of [[CLIENT, notification, bounceQueued], [CLIENT, bounceQueued, notification]]) {
    const events = open()
    const told = order.flatMap(events.read)
    expect(told).toContainEqual(expect.objectContaining({ kind: 'bounce-made', id: 'ABCDEF2', parentId: 'ABCDEF1' }))
    expect(events.known.accountOf(events.known.parentOf('ABCDEF2') ?? '')).toBe('bob@test.example')
  }
})

test('our lock is told apart from a refusal of the same kind that is not ours', () => {
  const refusal = (text: string) => line(`smtpd[1]: NOQUEUE: reject: RCPT from h[192.0.2.9]: 554 5.7.1 <bob@test.example>: SASL login name rejected: ${text}; from=<s@x> to=<r@y> proto=ESMTP helo=<h>`)
  expect(open().read(refusal('Sending suspended'))).toMatchObject([{ kind: 'refused', account: 'bob@test.example', why: 'relay-lock' }])
  expect(open().read(refusal('Go away'))).toMatchObject([{ kind: 'refused', account: 'bob@test.example', why: 'other' }])
})

test('an unknown local recipient is told without an account where the log names none', () => {
  const said = 'smtpd[1]: NOQUEUE: reject: RCPT from h[192.0.2.9]: 550 5.1.1 <no@y.example>: Recipient address rejected: User unknown in virtual mailbox table; from=<s@x> to=<no@y.example> proto=ESMTP helo=<h>'
  expect(open().read(line(said))).toMatchObject([{ kind: 'refused', account: null, why: 'unknown-user', clientIp: '192.0.2.9' }])
})

test('lines of another instance and of other programs are passed over, a broken line of Postfix is not', () => {
  const events = open({ syslogName: 'postfix' })
  expect(events.read('2026-11-24T05:00:00Z vm postfix-out/qmgr[1]: ABCDEF1: removed')).toEqual([])
  expect(events.read('2026-11-24T05:00:00Z vm dovecot: imap-login: Login')).toEqual([])
  expect(events.read('2026-11-24T05:00:00Z vm postfix/qm')).toMatchObject([{ kind: 'unread' }])
})

test('a reused short id does not hand an old account to a new message', () => {
  const events = open()
  events.read(CLIENT)
  expect(events.known.accountOf('ABCDEF1', new Date('2026-11-24T05:00:02Z'))).toBe('bob@test.example')
  expect(events.known.accountOf('ABCDEF1', new Date('2026-11-24T09:00:00Z'))).toBeNull()
})

test('only so many messages are remembered', () => {
  const events = open({}, 2)
  for (const id of ['AAAAA1', 'AAAAA2', 'AAAAA3']) events.read(line(`smtpd[1]: ${id}: client=h[192.0.2.9], sasl_method=PLAIN, sasl_username=bob@test.example`))
  expect(['AAAAA1', 'AAAAA2', 'AAAAA3'].map((id) => events.known.accountOf(id))).toEqual([null, 'bob@test.example', 'bob@test.example'])
})

test.each([
  ['5.1.1', '', true],
  ['5.1.10', '', true],
  ['5.1.100', '', false],
  ['5.0.0', 'host said: 550 No such user here', true],
  ['5.0.0', 'host said: 550-5.1.1 The email account that you tried to reach does not exist', true],
  ['5.7.1', 'blocked using a list', false],
  ['5.2.2', 'mailbox full', false],
])('%s %s: unknown user is %s', (dsn, reply, isUnknown) => {
  expect(isUnknownUserReply(dsn, reply)).toBe(isUnknown)
})

test.each([['Bob@X.example', 'bob@x.example'], ['with blank', null], ['-oQ', null], ['', null]])('the SASL name %j is the account %j', (name, account) => {
  expect(accountOfSaslName(name)).toBe(account)
})

const someLines = fc.array(
  fc.constantFrom(
    CLIENT,
    line('qmgr[1]: ABCDEF1: from=<s@x.example>, size=448, nrcpt=3 (queue active)'),
    line('smtp[1]: ABCDEF1: to=<x@y.example>, relay=h[1.2.3.4]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)'),
    line('bounce[1]: ABCDEF1: sender non-delivery notification: ABCDEF2'),
    line('qmgr[1]: ABCDEF1: removed'),
    line('smtpd[1]: connect from h[1.2.3.4]'),
    'rubbish postfix/',
  ),
  { maxLength: 30 },
)

test('however the lines are cut into batches, the events are the same', () => {
  fc.assert(
    fc.property(someLines, fc.array(fc.nat(30)), (lines, cuts) => {
      const whole = open()
      const expected = lines.flatMap(whole.read)
      const cut = open()
      const edges = [0, ...cuts.map((at) => Math.min(at, lines.length)).toSorted((a, b) => a - b), lines.length]
      const batches = edges.slice(1).map((end, index) => lines.slice(edges[index], end))
      expect(batches.flatMap((batch) => batch.flatMap(cut.read))).toEqual(expected)
    }),
  )
})

test('no line whatever makes the reader throw', () => {
  const anyBytes = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1'))
  fc.assert(fc.property(anyBytes, (text) => void open().read(line(`smtpd[1]: ${text}`))))
})

test('a line that a stranger made long and crooked is read in a moment', () => {
  const crooked = [`smtp[1]: ABCDEF1: to=<${'>, orig_to=<>, relay=a, dsn=1.1.1, '.repeat(1500)}`, `smtpd[1]: NOQUEUE: reject: RCPT from h[1.2.3.4]: ${'; from=<> to=<'.repeat(3000)}`]
  const begun = performance.now()
  for (const text of crooked) open().read(line(text))
  expect(performance.now() - begun).toBeLessThan(2000)
})
