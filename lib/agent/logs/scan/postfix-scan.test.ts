import { expect, test } from 'vitest'
import { createRandom } from '../../../bench/generators/random.ts'
import { scanPostfix } from './postfix-scan.ts'
import { mixedLines } from './postfix-lines-for-tests.ts'
import { tallyByLines } from './read-by-lines-for-tests.ts'
import { relayDomain } from './relay-domain.ts'

const isLong = process.env.RELAYWARD_LONG === '1'
const TIME_OUT_MS = isLong ? 900_000 : 60_000

function scan(files: Buffer[][]) {
  const reader = scanPostfix(relayDomain)
  for (const chunks of files) {
    for (const chunk of chunks) reader.take(chunk)
    reader.endFile()
  }
  return reader.tally()
}

const textOf = (lines: string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''))
const vm = (...texts: string[]) => scan([[textOf(texts.map((text) => `Nov 24 02:47:16 vm ${text}`))]])
const LOGIN = 'postfix/smtpd[1]: ABCDEF1: client=pc[192.0.2.1], sasl_method=PLAIN, sasl_username=alice@test.example'
const sentTo = (relay: string, daemon = 'smtp') =>
  `postfix/${daemon}[1]: ABCDEF1: to=<x@y.example>, relay=${relay}, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)`

test('deliveries count for the account that handed the message in, and for the receiver', () => {
  const expired = 'postfix/qmgr[1]: ABCDEF1: from=<alice@test.example>, status=expired, returned to sender'
  const deferred = 'postfix/smtp[1]: ABCDEF1: to=<x@y.example>, relay=mx.b.example[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=4.0.0, status=deferred (later)'
  expect(vm(LOGIN, sentTo('mx1.a.example[192.0.2.8]:25'), deferred, expired, 'postfix/qmgr[1]: ABCDEF1: removed', sentTo('mx2.a.example[192.0.2.8]:25'))).toEqual({
    lines: 6, unparsed: 0, results: { sent: 2, deferred: 1, bounced: 1 },
    accounts: { 'alice@test.example': [1, 1, 1] },
    receivers: { 'a.example': [2, 0, 0], 'b.example': [0, 1, 1] },
  })
})

test.each([
  ['a server', sentTo('mx.large.example[192.0.2.8]:25'), 'large.example'],
  ['a mailbox behind a socket', sentTo('mx[private/dovecot-lmtp]', 'lmtp'), 'local'],
  ['a mailbox behind LMTP on another machine', sentTo('store.test.example[192.0.2.8]:24', 'lmtp'), 'local'],
  ['a maildir', sentTo('virtual', 'virtual'), 'local'],
  ['a filter on this host', sentTo('127.0.0.1[127.0.0.1]:10024'), 'local'],
  ['a server without a name', sentTo('192.0.2.8[192.0.2.8]:25'), '192.0.2.8'],
  ['an address without a server', sentTo('none').replace('250 ok', 'Host or domain name not found'), 'unknown'],
  ['a server that did not answer', sentTo('none').replace('250 ok', 'connect to mx.slow.example[192.0.2.1]:25: timed out'), 'slow.example'],
  ['a server that is not asked again', sentTo('none').replace('250 ok', 'delivery temporarily suspended: host mx.slow.example[192.0.2.1] refused to talk to me'), 'slow.example'],
])('%s is its receiver', (_what, line, receiver) => {
  expect(vm(line).receivers).toEqual({ [receiver]: [1, 0, 0] })
})

test('a report of ours is nobody\'s mail, even under an id that an account had before', () => {
  expect(vm(LOGIN, 'postfix/bounce[1]: 7A5BC23E93A: sender non-delivery notification: ABCDEF1', sentTo('virtual', 'virtual')).accounts).toEqual({})
})

test('mail that a filter hands back, or that is queued again, stays with its account', () => {
  const handedBack = 'postfix/smtpd[1]: 7A5BC23E93A: client=localhost[127.0.0.1], orig_queue_id=ABCDEF1, orig_client=pc[192.0.2.1]'
  const again = 'postfix/pickup[1]: 325C423F247: uid=105 from=<alice@test.example> orig_id=7A5BC23E93A'
  expect(vm(LOGIN, handedBack, again, sentTo('mx.a.example[192.0.2.8]:25').replace('ABCDEF1', '325C423F247')).accounts).toEqual({ 'alice@test.example': [1, 0, 0] })
})

test('what cannot be read is counted, and what other programs say is not', () => {
  const unread = ['no stamp at all', 'Nov 24 02:47:16 vm postfix/smtp[x]: ABCDEF1: to=<', `Nov 24 02:47:16 vm ${sentTo('mx[1.2.3.4]:25').replace('dsn=2.0.0, ', '')}`]
  const read = ['', 'Nov 24 02:47:16 vm dovecot: imap-login: Login', 'Nov 24 02:47:16 vm postfix/smtp[1]: ABCDEF1: to=<q@b.example>, relay=none, status=undeliverable (no)']
  expect(scan([[textOf([...unread, ...read])]])).toMatchObject({ lines: 6, unparsed: 3, results: { sent: 0, deferred: 0, bounced: 0 } })
})

test('an endless line is passed over and counted, and holes of NULs are no lines', () => {
  const endless = Buffer.alloc(3_000_000, 'x')
  const hole = Buffer.alloc(200_000)
  const line = textOf([`Nov 24 02:47:16 vm ${sentTo('virtual', 'virtual')}`])
  const chunks = [endless, endless, Buffer.from('\n'), hole, hole, line, Buffer.concat([hole, line]), Buffer.from([0xff, 0xfe, 0x0a])]
  expect(scan([chunks])).toMatchObject({ lines: 4, unparsed: 2, results: { sent: 2 } })
})

test('a file that was cut off in the middle of a line does not spoil the next', () => {
  const line = `Nov 24 02:47:16 vm ${sentTo('virtual', 'virtual')}`
  expect(scan([[Buffer.from(line.slice(0, 60))], [Buffer.from(line)]])).toMatchObject({ lines: 2, unparsed: 1, results: { sent: 1 } })
})

test('mixed lines of all wordings come to what the exact reader of lines comes to', () => {
  const random = createRandom(7)
  for (let round = 0; round < (isLong ? 300 : 30); round++) {
    const lines = mixedLines(400, random.int)
    expect(scan([[textOf(lines)]])).toMatchObject(tallyByLines(lines))
  }
}, TIME_OUT_MS)

test('any cut into chunks and files gives the same', () => {
  const random = createRandom(8)
  for (let round = 0; round < (isLong ? 500 : 50); round++) {
    const lines = mixedLines(200, random.int)
    const whole = scan([[textOf(lines)]])
    const files = cut(lines, () => random.int(80)).map((part) => pieces(textOf(part), () => 1 + random.int(random() < 0.5 ? 7 : 5000)))
    expect(scan(files)).toEqual(whole)
  }
}, TIME_OUT_MS)

test('mutated lines come to what the exact reader of lines comes to', () => {
  const random = createRandom(9)
  for (let round = 0; round < (isLong ? 1000 : 100); round++) {
    const lines = mixedLines(1000, random.int).map((line) => mutate(line, random.int))
    expect(scan([[textOf(lines)]])).toMatchObject(tallyByLines(lines))
  }
}, TIME_OUT_MS)

test.each([
  ['recipients', 'to=<', '>, relay=x, '],
  ['old recipients', 'to=<', '>, orig_to=<'],
  ['fields', 'to=<a>, relay=x, ', 'dsn=2.0.0, '],
  ['brackets', 'client=', '[a]'],
  ['open brackets', 'client=', '['],
  ['senders', 'from=<', '>, status=expired'],
])('the time of a line with many %s grows with its length only', (_what, begin, repeated) => {
  const line = (bytes: number) => Buffer.from(`Nov 24 02:47:16 vm postfix/smtp[1]: ABCDEF1: ${begin}${repeated.repeat(bytes / repeated.length)}\n`)
  const seconds = (bytes: number) => {
    const [one, times] = [line(bytes), Math.ceil((isLong ? 40e6 : 2e6) / bytes)]
    const reader = scanPostfix(relayDomain)
    const { user } = process.cpuUsage()
    for (let each = 0; each < times; each++) reader.take(one)
    return (process.cpuUsage().user - user) / 1e6
  }
  seconds(1000)
  expect(seconds(60_000)).toBeLessThan(seconds(1000) * 4 + 0.1)
})

/** Letters are dropped, doubled, exchanged and moved; what whites the string reader knows beyond ASCII is left out. */
function mutate(line: string, int: (n: number) => number): string {
  let text = line
  for (let each = int(4); each > 0; each--) {
    const at = int(text.length)
    const [before, after] = [text.slice(0, at), text.slice(at)]
    const length = 1 + int(6)
    const kinds = [
      () => before + after.slice(length),
      () => before + after.slice(0, length) + after,
      () => before + ' ,=<>[]():/@\t\x01z0S'.charAt(int(18)) + after.slice(1),
      () => before + line.slice(int(line.length)),
      () => after + before,
    ]
    text = (kinds[int(kinds.length)] as () => string)()
  }
  return text.replaceAll('\n', '')
}

function cut<T>(items: T[], size: () => number): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < items.length; ) {
    const next = at + size()
    parts.push(items.slice(at, next))
    at = next
  }
  return parts
}

function pieces(bytes: Buffer, size: () => number): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const next = at + size()
    parts.push(Buffer.from(bytes.subarray(at, next)))
    at = next
  }
  return parts
}
