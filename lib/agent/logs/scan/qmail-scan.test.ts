import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createRandom } from '../../../bench/generators/random.ts'
import { writeMultilogStamp } from '../multilog-stamp.ts'
import { scanQmail } from './qmail-scan.ts'
import { readSideBySide } from './read-log-files.ts'
import { relayDomain } from './relay-domain.ts'

const EPOCH = 1_795_488_000
const at = (second: number, text: string) => `${writeMultilogStamp(new Date((EPOCH + second) * 1000))} ${text}`

function scan(lines: string[], pieceBytes = Infinity) {
  const reader = scanQmail(relayDomain)
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
  for (let from = 0; from < bytes.length; from += pieceBytes) reader.take(Buffer.from(bytes.subarray(from, from + pieceBytes)))
  reader.endFile()
  return reader.tally()
}

const session = (second: number, qp: number, account: string) =>
  at(second, `spamdyke[6960]: ALLOWED from: s@x.example to: x@y.example origin_ip: 127.0.0.41 origin_rdns: (unknown) auth: ${account} encryption: (none) reason: 250_ok_${EPOCH + second}_qp_${qp}`)
const queued = (second: number, message: number, qp: number, sender = 's@x.example') => [
  at(second, `new msg ${message}`), at(second, `info msg ${message}: bytes 907 from <${sender}> qp ${qp} uid 7791`),
]
const delivery = (second: number, number: number, message: number, outcome: string, to = 'remote x@mx.y.example') => [
  at(second, `starting delivery ${number}: msg ${message} to ${to}`), at(second, 'status: local 0/10 remote 1/20'),
  at(second, `delivery ${number}: ${outcome}: 127.0.0.1_said:_x/`), at(second, 'status: local 0/10 remote 0/20'),
]

test('deliveries count for the account whose session the pid of qmail-queue names', () => {
  const lines = [session(0, 1930, 'Alice@test.example'), ...queued(1, 7, 1930), ...delivery(1, 1, 7, 'deferral'), ...delivery(401, 2, 7, 'success'), ...delivery(401, 3, 7, 'failure', 'local bob@test.example'), at(402, 'end msg 7')]
  expect(scan(lines)).toEqual({
    lines: 16, unparsed: 0, results: { sent: 1, deferred: 1, bounced: 1 },
    accounts: { 'alice@test.example': [1, 1, 1] }, receivers: { local: [0, 0, 1], 'y.example': [1, 1, 0] },
  })
})

test('the line of the session may come after the message is delivered and gone', () => {
  const lines = [...queued(1, 7, 1930), ...delivery(1, 1, 7, 'success'), at(2, 'end msg 7'), session(2, 1930, 'alice@test.example')]
  expect(scan(lines).accounts).toEqual({ 'alice@test.example': [1, 0, 0] })
})

test.each([
  ['a report of ours', [session(0, 1930, 'alice@test.example'), at(1, 'bounce msg 6 qp 1930'), ...queued(1, 7, 1930, ''), ...delivery(1, 1, 7, 'success')]],
  ['the same pid minutes later', [session(0, 1930, 'alice@test.example'), ...queued(600, 7, 1930), ...delivery(601, 1, 7, 'success')]],
  ['a session without a login', [session(0, 1930, '(unknown)'), ...queued(1, 7, 1930), ...delivery(1, 1, 7, 'success')]],
  ['a delivery that was open when qmail-send ended', [session(0, 1930, 'alice@test.example'), ...queued(1, 7, 1930), at(1, 'starting delivery 1: msg 7 to remote x@y.example'), at(2, 'status: exiting'), at(3, 'delivery 1: success: x/')]],
])('%s is nobody\'s', (_what, lines) => {
  const { accounts, results } = scan(lines)
  expect({ accounts, sent: results.sent }).toEqual({ accounts: {}, sent: 1 })
})

test('a message number that is used again means the new message', () => {
  const lines = [session(0, 1, 'a@x.example'), ...queued(0, 7, 1), at(1, 'end msg 7'), session(2, 2, 'b@x.example'), ...queued(2, 7, 2), ...delivery(3, 1, 7, 'success')]
  expect(scan(lines).accounts).toEqual({ 'b@x.example': [1, 0, 0] })
})

test("sagredo's qmail-smtpd names the account in its own line", () => {
  const qlog = at(0, 'qlogreceived: result=accepted code=250 reason=queued detail= helo=pc mailfrom=s@x.example rcptto=x@y.example relay=yes rcpthosts= size=12 authuser=alice@test.example authtype=login encrypted=tls sslverified=no localip= localport= remoteip= remoteport= remotehost= qp=1930 pid=99')
  expect(scan([qlog, ...queued(1, 7, 1930), ...delivery(1, 1, 7, 'success')]).accounts).toEqual({ 'alice@test.example': [1, 0, 0] })
})

test('lines through syslog are read as well', () => {
  const bySyslog = (line: string) => {
    const text = line.slice(26)
    return `Nov 24 02:47:16 vm ${text.startsWith('spamdyke') ? text : `qmail: ${EPOCH + 1}.622077 ${text}`}`
  }
  const lines = [session(0, 1930, 'alice@test.example'), ...queued(1, 7, 1930), ...delivery(1, 1, 7, 'success')].map(bySyslog)
  expect(scan(lines)).toMatchObject({ unparsed: 0, accounts: { 'alice@test.example': [1, 0, 0] }, receivers: { 'y.example': [1, 0, 0] } })
})

test('what cannot be read is counted, and lines of no delivery are not', () => {
  const known = ['status: local 0/10 remote 0/20', 'tcpserver: status: 1/40', 'spamdyke[1]: ERROR(x()@y.c:1): z', 'warning: trouble', 'triple bounce: discarding bounce/7'].map((text) => at(0, text))
  expect(scan([...known, '', 'no stamp', at(0, 'something else'), '@4000000zzzz x'])).toMatchObject({ lines: 9, unparsed: 3 })
})

test('any cut into chunks gives the same, also of broken lines', () => {
  const random = createRandom(4)
  for (let round = 0; round < 30; round++) {
    const lines = Array.from({ length: 60 }, (_, second) => {
      const [message, qp] = [1 + random.int(4), 1 + random.int(4)]
      return random.pick([[session(second, qp, `a${qp}@x.example`)], queued(second, message, qp), delivery(second, random.int(9), message, 'success')])
    }).flat().map((line) => line.slice(random() < 0.05 ? random.int(60) : 0))
    expect(scan(lines, 1 + random.int(50))).toEqual(scan(lines))
  }
})

test('logs of two folders are read side by side, so that what belongs together stays together', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'relayward-qmail-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const seconds = Array.from({ length: 20_000 }, (_, second) => second)
  // The pids go round every 500 seconds: whoever reads one log after the other takes the last session for all.
  write(folder, 'smtpd/current', seconds.map((second) => session(second, second % 500, `a${second % 7}@x.example`)))
  const sends = seconds.map((second) => [...queued(second, second % 90, second % 500), ...delivery(second, second % 20, second % 90, 'success'), at(second, `end msg ${second % 90}`)])
  write(folder, 'send/@400000006b04fc60078d6efc.s', sends.slice(0, 9000).flat())
  write(folder, 'send/current', sends.slice(9000).flat())

  const reader = scanQmail(relayDomain)
  await readSideBySide(['smtpd/current', 'send/@400000006b04fc60078d6efc.s', 'send/current'].map((file) => path.join(folder, file)), reader)
  const wanted = Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`a${n}@x.example`, [seconds.filter((second) => second % 7 === n).length, 0, 0]]))
  expect(reader.tally()).toMatchObject({ unparsed: 0, accounts: wanted })
})

function write(folder: string, name: string, lines: string[]): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), lines.map((line) => `${line}\n`).join(''))
}
