import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeMultilogStamp } from '../logs/multilog-stamp.ts'
import { olderPartsOf } from '../logs/log-place.ts'
import { ask, askOf, FORMATS, wayOf } from './tracing-for-tests.ts'

const postfix = (clock: string, text: string) => `2026-11-24T${clock}+00:00 vm postfix/${text}\n`
const POSTFIX = [
  postfix('02:47:16', 'submission/smtpd[18865]: 7A5BC23E93A: client=localhost[127.0.0.1], sasl_method=PLAIN, sasl_username=Alice@test.example'),
  postfix('02:47:16', 'cleanup[18875]: 7A5BC23E93A: message-id=<20261124024716.018862@vm>'),
  postfix('02:47:16', 'qmgr[18767]: 7A5BC23E93A: from=<alice@test.example>, size=448, nrcpt=3 (queue active)'),
  postfix('02:47:17', 'smtp[18876]: 7A5BC23E93A: to=<x@sink.example>, relay=mx.sink.example[192.0.2.9]:25, delay=15, delays=15/0.01/0.01/0.06, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4kZZ)'),
  postfix('02:47:17', 'smtp[18877]: 7A5BC23E93A: to=<z@hard.example>, relay=mx.hard.example[192.0.2.8]:25, delay=15, delays=1/1/1/1, dsn=5.3.0, status=bounced (host mx.hard.example[192.0.2.8] said: 500 5.3.0 no (in reply to RCPT TO command))'),
  postfix('02:47:17', 'smtp[18878]: 7A5BC23E93A: to=<y@soft.example>, relay=mx.soft.example[192.0.2.7]:25, delay=15, delays=1/1/1/1, dsn=4.3.0, status=deferred (host mx.soft.example[192.0.2.7] said: 450 4.3.0 later)'),
  postfix('02:47:17', 'cleanup[18875]: 8B5BC23E93B: message-id=<20261124024717.8B5BC23E93B@vm>'),
  postfix('02:47:17', 'bounce[18879]: 7A5BC23E93A: sender non-delivery notification: 8B5BC23E93B'),
  postfix('02:47:17', 'qmgr[18767]: 8B5BC23E93B: from=<>, size=2448, nrcpt=1 (queue active)'),
  postfix('02:47:18', 'local[18880]: 8B5BC23E93B: to=<alice@test.example>, relay=local, delay=0.1, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)'),
  postfix('02:47:18', 'qmgr[18767]: 8B5BC23E93B: removed'),
].join('')

const multilog = (clock: string, text: string) => `${writeMultilogStamp(new Date(`2026-11-24T${clock}Z`))} ${text}\n`
const session = (clock: string, qp: number, to: string, account = 'Alice@a.example') =>
  multilog(clock, `spamdyke[9]: ALLOWED from: s@x.example to: ${to} origin_ip: 10.0.0.9 origin_rdns: (unknown) auth: ${account} encryption: (none) reason: 250_ok_1_qp_${qp}`)
const SMTPD = [session('03:00:00.5', 7, 'r@far.example'), session('03:00:00.6', 7, 'q@far.example')].join('')
const SEND = [
  multilog('03:00:00', 'new msg 55'),
  multilog('03:00:00', 'info msg 55: bytes 907 from <s@x.example> qp 7 uid 89'),
  multilog('03:00:01', 'starting delivery 1: msg 55 to remote r@far.example'),
  multilog('03:00:01', 'starting delivery 2: msg 55 to remote q@far.example'),
  multilog('03:00:02', 'delivery 1: failure: 192.0.2.4_does_not_like_recipient./Remote_host_said:_550_5.1.1_user_unknown/'),
  multilog('03:00:03', 'delivery 2: deferral: Connected_to_192.0.2.5_but_greeting_failed./'),
  multilog('03:06:41', 'starting delivery 3: msg 55 to remote q@far.example'),
  multilog('03:06:42', 'delivery 3: success: 192.0.2.5_accepted_message./Remote_host_said:_250_ok/'),
  multilog('03:06:42', 'bounce msg 55 qp 8'),
  multilog('03:06:42', 'end msg 55'),
  multilog('03:06:43', 'new msg 56'),
  multilog('03:06:43', 'info msg 56: bytes 1200 from <> qp 8 uid 91'),
  multilog('03:06:43', 'starting delivery 4: msg 56 to local x-s@x.example'),
  multilog('03:06:44', 'delivery 4: success: did_1+0+0/'),
  multilog('03:06:44', 'end msg 56'),
  multilog('03:10:00', 'new msg 55'),
  multilog('03:10:00', 'info msg 55: bytes 5 from <w@x.example> qp 9 uid 33'),
  multilog('03:10:00', 'starting delivery 5: msg 55 to remote w@far.example'),
  multilog('03:10:02', 'delivery 5: deferral: Connected_to_192.0.2.5_but_greeting_failed./'),
].join('')

const exim = (clock: string, text: string) => `2026-11-24 ${clock} ${text}\n`
const ID = '1vNiYq-00000000AbC-2xyz'
const EXIM = [
  exim('02:47:16', `${ID} <= a@test.example H=(pc) [192.0.2.1]:4711 P=esmtpsa X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no A=dovecot_plain:Alice@test.example S=1234 id=x.1@pc T="for b@evil.example S=5" for x@y.example z@b.example q@b.example`),
  exim('02:47:17', `${ID} => x@y.example R=dnslookup T=remote_smtp H=mx1.y.example [192.0.2.9] X=TLS1.3:x:256 CV=yes C="250 OK id=1 H=z [1.2.3.4]"`),
  exim('02:47:18', `${ID} == z@b.example R=dnslookup T=remote_smtp defer (-44) H=mx.b.example [192.0.2.7]: SMTP error from remote mail server after RCPT TO:<z@b.example>: 450 4.2.0 later`),
  exim('02:47:19', `${ID} ** q@b.example F=<a@test.example> R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.7]: SMTP error from remote mail server after RCPT TO:<q@b.example>: 550 5.1.1 no`),
  exim('02:47:19', `1vNiYt-00000000AbD-2xyz <= <> R=${ID} U=Debian-exim P=local S=1999 for a@test.example`),
  exim('02:47:20', '1vNiYt-00000000AbD-2xyz => a <a@test.example> R=local_user T=maildir_home'),
  exim('02:47:20', '1vNiYt-00000000AbD-2xyz Completed'),
].join('')

test.each([
  ['Message-ID', { messageId: '20261124024716.018862@vm' }],
  ['Message-ID in brackets', { messageId: '<20261124024716.018862@vm>' }],
  ['queue id', { queueId: '7A5BC23E93A' }],
  ['queue id of the bounce', { queueId: '8B5BC23E93B' }],
  ['account', { account: 'alice@test.example' }],
  ['sender', { sender: 'ALICE@test.example' }],
  ['recipient', { recipient: 'Y@SOFT.example' }],
])('Postfix: a message is found by its %s, with its whole way', async (_what, query) => {
  const { messages: [message, ...others] } = await ask('postfix', [POSTFIX], query)
  expect(others).toEqual([])
  expect(message).toMatchObject({
    messageId: '<20261124024716.018862@vm>', queueIds: ['7A5BC23E93A', '8B5BC23E93B'], account: 'alice@test.example', sender: 'alice@test.example', size: 448, fate: 'queued',
    recipients: [{ address: 'x@sink.example', fate: 'delivered' }, { address: 'z@hard.example', fate: 'bounced' }, { address: 'y@soft.example', fate: 'queued' }],
  })
  expect(message && wayOf(message)).toEqual([
    'accepted 7A5BC23E93A', 'queued 7A5BC23E93A', 'delivered 7A5BC23E93A x@sink.example', 'bounced 7A5BC23E93A z@hard.example', 'deferred 7A5BC23E93A y@soft.example',
    'bounce-made 7A5BC23E93A → 8B5BC23E93B', 'queued 8B5BC23E93B', 'delivered 8B5BC23E93B alice@test.example', 'removed 8B5BC23E93B',
  ])
  expect(message?.steps[0]?.host).toBe('localhost[127.0.0.1]')
  expect(message?.steps[2]).toMatchObject({ host: 'mx.sink.example[192.0.2.9]:25', reply: '250 2.0.0 Ok: queued as 4kZZ' })
})

test.each([
  ['queue id of the bounce', { queueId: '56' }],
  ['account', { account: 'alice@a.example' }],
  ['sender', { sender: 'S@x.example' }],
  ['recipient', { recipient: 'R@far.example' }],
])('qmail: a message is found by its %s, joined over the logs', async (_what, query) => {
  for (const logs of [[SEND, SMTPD], [SMTPD, SEND], [SMTPD + SEND]]) {
    const { messages: [message, ...others] } = await ask('qmail', logs, query)
    expect(others).toEqual([])
    expect(message).toMatchObject({
      messageId: null, queueIds: ['55', '56'], account: 'alice@a.example', sender: 's@x.example', size: 907, fate: 'bounced',
      recipients: [{ address: 'r@far.example', fate: 'bounced' }, { address: 'q@far.example', fate: 'delivered' }],
    })
    expect(message && wayOf(message)).toEqual([
      'queued 55', 'bounced 55 r@far.example', 'deferred 55 q@far.example', 'delivered 55 q@far.example', 'bounce-made 55 → 56', 'removed 55',
      'queued 56', 'delivered 56 x-s@x.example', 'removed 56',
    ].flatMap((step, at) => (at === 0 ? ['accepted 55', step] : [step])))
    expect(message?.steps.find(({ what }) => what === 'deferred')).toMatchObject({ host: '192.0.2.5' })
  }
})

test('qmail: a number that an account’s next message gets is followed for both', async () => {
  const again = SEND.slice(0, SEND.indexOf('new msg 56') - 26) + multilog('03:08:00', 'new msg 55') + multilog('03:08:00', 'info msg 55: bytes 11 from <t@x.example> qp 70 uid 89')
    + multilog('03:08:01', 'starting delivery 9: msg 55 to remote t@far.example') + multilog('03:08:02', 'delivery 9: success: 192.0.2.5_accepted_message./') + multilog('03:08:02', 'end msg 55')
  for (const logs of [[again, SMTPD + session('03:08:00.1', 70, 't@far.example')], [SMTPD + session('03:08:00.1', 70, 't@far.example'), again]]) {
    const { messages } = await ask('qmail', logs, { account: 'alice@a.example' })
    expect(messages.map(({ fate }) => fate).sort()).toEqual(['bounced', 'delivered'])
  }
})

test('qmail: a number that is used again is another message, and the next try is told by qmail’s own rule', async () => {
  const { messages } = await ask('qmail', [SEND, SMTPD], { queueId: '55' })
  expect(messages).toHaveLength(2)
  const later = messages.find(({ sender }) => sender === 'w@x.example')
  expect(later).toMatchObject({ queueIds: ['55'], account: 'uid:www-data@vm', fate: 'queued', nextTryAt: '2026-11-24T03:16:40.000Z', recipients: [{ address: 'w@far.example', fate: 'queued' }] })
})

test.each([
  ['Message-ID', { messageId: '<x.1@pc>' }],
  ['queue id', { queueId: ID }],
  ['account', { account: 'alice@test.example' }],
  ['sender', { sender: 'A@test.example' }],
  ['recipient', { recipient: 'Z@b.example' }],
])('Exim: a message is found by its %s', async (_what, query) => {
  const { messages: [message, ...others] } = await ask('exim', [EXIM], query)
  expect(others).toEqual([])
  expect(message).toMatchObject({
    messageId: '<x.1@pc>', account: 'alice@test.example', sender: 'a@test.example', size: 1234, fate: 'queued', nextTryAt: null,
    recipients: [{ address: 'x@y.example', fate: 'delivered' }, { address: 'z@b.example', fate: 'queued' }, { address: 'q@b.example', fate: 'bounced' }],
  })
  expect(message?.steps.find(({ what }) => what === 'deferred')).toMatchObject({ host: 'mx.b.example[192.0.2.7]', reply: 'SMTP error from remote mail server after RCPT TO:<z@b.example>: 450 4.2.0 later' })
  expect(message && wayOf(message)).toContain(`bounce-made ${ID} → 1vNiYt-00000000AbD-2xyz`)
})

test('what is asked for by another account is not there, whatever names it', async () => {
  const questions = [{ messageId: '20261124024716.018862@vm' }, { queueId: '7A5BC23E93A' }, { recipient: 'x@sink.example' }, { sender: 'alice@test.example' }, { account: 'alice@test.example' }]
  for (const query of questions) {
    expect((await ask('postfix', [POSTFIX], { ...query, accounts: ['mallory@test.example', 'x@sink.example'] })).lines).toHaveLength(1)
    // His own is still found.
    expect((await ask('postfix', [POSTFIX], { ...query, accounts: ['alice@test.example'] })).messages).toHaveLength(1)
  }
})

test('short ids of Postfix are told apart by time', async () => {
  const again = POSTFIX.replaceAll('T02:', 'T09:').replaceAll('018862@vm', 'second@vm').replaceAll('Alice@', 'bob@')
  const gone = postfix('02:50:00', 'qmgr[18767]: 7A5BC23E93A: removed')
  const { messages } = await ask('postfix', [POSTFIX + gone + again], { messageId: '20261124024716.second@vm' })
  expect(messages).toMatchObject([{ account: 'bob@test.example', fate: 'queued' }])
  expect(messages[0]?.steps.every(({ at }) => at > '2026-11-24T09')).toBe(true)
  expect((await ask('postfix', [POSTFIX + gone + again], { queueId: '7A5BC23E93A' })).messages).toHaveLength(2)
})

test('requeued, through a filter of the host and over an alias, a message stays one', async () => {
  const log = [
    postfix('03:00:00', 'submission/smtpd[1]: AAAAAAAAA1: client=pc[192.0.2.1], sasl_method=PLAIN, sasl_username=alice@test.example'),
    postfix('03:00:00', 'cleanup[2]: AAAAAAAAA1: message-id=<m1@pc>'),
    postfix('03:00:00', 'qmgr[3]: AAAAAAAAA1: from=<alice@test.example>, size=448, nrcpt=1 (queue active)'),
    postfix('03:00:01', 'postsuper[4]: AAAAAAAAA1: requeued'),
    postfix('03:00:02', 'pickup[5]: BBBBBBBBB2: uid=105 from=<alice@test.example> orig_id=AAAAAAAAA1'),
    postfix('03:00:02', 'cleanup[2]: BBBBBBBBB2: message-id=<m1@pc>'),
    postfix('03:00:02', 'qmgr[3]: BBBBBBBBB2: from=<alice@test.example>, size=500, nrcpt=1 (queue active)'),
    postfix('03:00:03', 'smtpd[6]: CCCCCCCCC3: client=localhost[127.0.0.1], orig_queue_id=BBBBBBBBB2, orig_client=localhost[127.0.0.1]'),
    postfix('03:00:03', 'cleanup[2]: CCCCCCCCC3: message-id=<m1@pc>'),
    postfix('03:00:03', 'smtp[7]: BBBBBBBBB2: to=<list@test.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as CCCCCCCCC3)'),
    postfix('03:00:03', 'qmgr[3]: BBBBBBBBB2: removed'),
    postfix('03:00:03', 'qmgr[3]: CCCCCCCCC3: from=<alice@test.example>, size=600, nrcpt=1 (queue active)'),
    postfix('03:00:04', 'cleanup[2]: DDDDDDDDD4: message-id=<m1@pc>'),
    postfix('03:00:04', 'local[8]: CCCCCCCCC3: to=<list@test.example>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (forwarded as DDDDDDDDD4)'),
    postfix('03:00:04', 'qmgr[3]: CCCCCCCCC3: removed'),
    postfix('03:00:04', 'qmgr[3]: DDDDDDDDD4: from=<alice@test.example>, size=700, nrcpt=1 (queue active)'),
    postfix('03:00:05', 'smtp[9]: DDDDDDDDD4: to=<secret@private.example>, relay=mx[192.0.2.2]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)'),
    postfix('03:00:05', 'qmgr[3]: DDDDDDDDD4: removed'),
  ].join('')
  for (const queueId of ['AAAAAAAAA1', 'BBBBBBBBB2', 'CCCCCCCCC3', 'DDDDDDDDD4']) {
    const { messages } = await ask('postfix', [log], { queueId })
    expect(messages).toMatchObject([{ queueIds: ['AAAAAAAAA1', 'BBBBBBBBB2', 'CCCCCCCCC3', 'DDDDDDDDD4'], account: 'alice@test.example', fate: 'delivered' }])
    expect(wayOf(messages[0] as never)).toEqual(expect.arrayContaining(['requeued AAAAAAAAA1 → BBBBBBBBB2', 'forwarded BBBBBBBBB2 → CCCCCCCCC3 list@test.example', 'forwarded CCCCCCCCC3 → DDDDDDDDD4 list@test.example', 'delivered DDDDDDDDD4 secret@private.example']))
  }
  // Where another's alias leads is not the sender's to know.
  const { lines } = await ask('postfix', [log], { messageId: 'm1@pc', accounts: ['alice@test.example'] })
  expect(JSON.stringify(lines)).not.toContain('private.example')
  expect(lines.find((line) => line.kind === 'message')).toMatchObject({ message: { fate: 'delivered', recipients: [{ address: 'list@test.example', fate: 'delivered' }] } })
})

test('rotated and packed parts are read, what cannot be unpacked is said', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'relayward-trace-'))
  const current = path.join(folder, 'mail.log')
  const [first = '', second = '', ...rest] = POSTFIX.split(/(?<=\n)/)
  writeFileSync(`${current}.2.gz`, gzipSync(first))
  writeFileSync(`${current}.1`, second)
  writeFileSync(`${current}.3.xz`, Buffer.from('fd377a585a000000', 'hex'))
  writeFileSync(current, `${rest.join('')}2026-11-24T05:00:00+00:00 vm postfix/smtp[1]: 7A5BC23E93A: to=<half`)
  for (const name of ['', '.1', '.2.gz', '.3.xz']) utimesSync(current + name, new Date('2026-11-24T05:00:00Z'), new Date('2026-11-24T05:00:00Z'))
  const isOlder = olderPartsOf(current)
  const sources = { format: FORMATS.postfix, logs: [{ current, isOlder: (name: string) => isOlder(name.replace(/\.(gz|xz)$/, '')) }] }
  const { messages, end } = await askOf(sources, { recipient: 'x@sink.example' })
  expect(messages).toMatchObject([{ account: 'alice@test.example', messageId: '<20261124024716.018862@vm>' }])
  expect(end).toMatchObject({ logsSince: '2026-11-24T02:47:16.000Z', unreadFiles: [`${current}.3.xz`], isCut: false })
})

const QUESTIONS = [
  ['postfix', POSTFIX, { recipient: 'y@soft.example' }],
  ['postfix', POSTFIX, { queueId: '8B5BC23E93B' }],
  ['qmail', SMTPD + SEND, { account: 'alice@a.example' }],
  ['qmail', SMTPD + SEND, { queueId: '55' }],
  ['exim', EXIM, { sender: 'a@test.example' }],
] as const

test('the answer is the same however the bytes of a log are cut, into blocks and into files', async () => {
  const whole = await Promise.all(QUESTIONS.map(async ([format, log, query]) => (await ask(format, [log], query)).messages))
  await fc.assert(
    fc.asyncProperty(fc.nat(QUESTIONS.length - 1), fc.integer({ min: 40, max: 3000 }), fc.array(fc.nat(30), { maxLength: 3 }), async (which, blockBytes, cuts) => {
      const [format, log, query] = QUESTIONS[which] as (typeof QUESTIONS)[number]
      const lines = log.split(/(?<=\n)/)
      const bounds = [0, ...cuts.map((cut) => cut % lines.length).sort((a, b) => a - b), lines.length]
      const folder = mkdtempSync(path.join(tmpdir(), 'relayward-trace-'))
      const files = bounds.slice(1).map((to, number) => {
        const file = path.join(folder, `part${number}`)
        const part = lines.slice(bounds[number], to).join('')
        writeFileSync(file, number % 2 === 0 ? part : gzipSync(part))
        return file
      })
      const { messages } = await askOf({ format: FORMATS[format], logs: [{ files }], blockBytes }, query)
      expect(sorted(messages)).toEqual(sorted(whole[which] ?? []))
    }),
    { numRuns: 60 },
  )
}, 60_000)

const sorted = (messages: unknown[]) => messages.map((message) => JSON.stringify(message)).sort()

test('lines of 10 MB and bytes that are no text neither hide a message nor become one', async () => {
  const word = 'to=<y@soft.example>'
  const long = Buffer.from(`${postfix('02:47:16', 'smtp[1]: 7A5BC23E93A: ').trimEnd()}${word.repeat(500_000)}\n`)
  const binary = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 7919 + (at >> 3)) % 256))
  const [head = '', ...rest] = POSTFIX.split(/(?<=\n)/)
  const log = Buffer.concat([long, binary, Buffer.from(`\n${head}`), long, Buffer.alloc(5000), Buffer.from(rest.join('')), binary])
  for (const blockBytes of [undefined, 70_000]) {
    const { messages } = await ask('postfix', [log], { recipient: 'y@soft.example' }, blockBytes === undefined ? {} : { blockBytes })
    expect(messages).toMatchObject([{ account: 'alice@test.example', queueIds: ['7A5BC23E93A', '8B5BC23E93B'], fate: 'queued' }])
  }
  expect((await ask('postfix', [gzipSync(log)], { recipient: 'y@soft.example' })).messages).toHaveLength(1)
})

test('mail that waited for days before the span is still told from its beginning', async () => {
  const early = POSTFIX.replaceAll('2026-11-24T', '2026-11-20T')
  const late = postfix('10:00:00', 'smtp[18878]: 7A5BC23E93A: to=<y@soft.example>, relay=mx.soft.example[192.0.2.7]:25, delay=15, delays=1/1/1/1, dsn=2.0.0, status=sent (250 ok)') + postfix('10:00:00', 'qmgr[1]: 7A5BC23E93A: removed')
  const { messages } = await ask('postfix', [early + late], { recipient: 'y@soft.example', accounts: ['alice@test.example'] })
  expect(messages).toMatchObject([{ account: 'alice@test.example', fate: 'bounced', recipients: [{}, {}, { address: 'y@soft.example', fate: 'delivered' }] }])
})

test('what the agent took out, gave back or deleted is told as its act, and what it deleted is deleted', async () => {
  const held = POSTFIX + postfix('02:48:00', 'postsuper[1]: 7A5BC23E93A: placed on hold')
  const act = (what: 'quarantined' | 'released' | 'deleted', clock: string) => ({ what, at: new Date(`2026-11-24T${clock}Z`), arrivedAt: new Date('2026-11-24T02:47:16Z'), account: 'alice@test.example' })
  const whats = async (log: string, acts: ReturnType<typeof act>[]) => {
    const { messages: [message] } = await ask('postfix', [log], { queueId: '7A5BC23E93A' }, { ourActs: (id) => (id === '7A5BC23E93A' ? acts : []) })
    return { fate: message?.fate, whats: message?.steps.filter(({ at }) => at >= '2026-11-24T02:48').map(({ what }) => what) }
  }
  expect(await whats(held, [])).toEqual({ fate: 'held', whats: ['held'] })
  expect(await whats(held, [act('quarantined', '02:48:01')])).toEqual({ fate: 'quarantined', whats: ['quarantined'] })
  const released = held + postfix('02:49:00', 'postsuper[1]: 7A5BC23E93A: released from hold')
  expect(await whats(released, [act('quarantined', '02:48:01'), act('released', '02:49:02')])).toEqual({ fate: 'queued', whats: ['quarantined', 'released'] })
  const deleted = held + postfix('02:49:00', 'postsuper[1]: 7A5BC23E93A: removed')
  expect(await whats(deleted, [act('quarantined', '02:48:01'), act('deleted', '02:49:02')])).toEqual({ fate: 'deleted', whats: ['quarantined', 'deleted'] })
  // An act on an earlier message of the same id is not this one's.
  expect(await whats(held, [{ ...act('deleted', '02:49:00'), arrivedAt: new Date('2026-11-23T02:47:16Z') }])).toEqual({ fate: 'held', whats: ['held'] })
})

test('a search ends when its asker goes away, and when its time is over it says so', async () => {
  const asker = new AbortController()
  asker.abort()
  await expect(ask('postfix', [POSTFIX], { recipient: 'y@soft.example' }, { signal: asker.signal })).rejects.toThrow()
  expect((await ask('postfix', [POSTFIX], { recipient: 'y@soft.example' }, { limitMs: 0 })).end).toMatchObject({ isCut: true })
})
