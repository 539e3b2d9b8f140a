import { expect, test } from 'vitest'
import { createRandom } from '../../bench/generators/random.ts'
import { redactReply } from '../../refusals/redact-reply.ts'
import { LOG_KINDS } from '../logs-for-tests.ts'
import { classifyReply } from '../../refusals/classify-reply.ts'
import { readLabelled } from '../../refusals/labelled/read-labelled.ts'
import { eximEvents } from './exim-events.ts'
import { scanExim } from './scan/exim-scan.ts'
import { scanPostfix } from './scan/postfix-scan.ts'
import { scanQmail } from './scan/qmail-scan.ts'
import { relayDomain } from './scan/relay-domain.ts'

/** Mutated lines in all: a seeded tenth in `npm test`, the whole in `npm run test:long`. */
const LINES = process.env.RELAYWARD_LONG ? 1_000_000 : 100_000
const SCANS = { Postfix: scanPostfix, Exim: scanExim, qmail: scanQmail } as const
const READERS = {
  Postfix: LOG_KINDS.Postfix.reader, Exim: LOG_KINDS.Exim.reader, qmail: LOG_KINDS.qmail.reader,
  'Exim, its own file': () => eximEvents({ accountOfUser: (user) => user, remoteTransports: new Set(['smtp']), bindAddressOf: () => null, recipientsOf: () => null, zone: 'utc', ownsLog: true, now: () => LOG_KINDS.Exim.now }).read,
}
const kindOf = (name: string) => LOG_KINDS[name.split(',')[0] as keyof typeof LOG_KINDS]
const random = createRandom(11)
const PIECES = ['<', '>', '[', ']', '(', ')', '"', '\\', ': ', ', ', ' ', '=', 'to=<', 'status=sent (', 'H=', 'T=', 'for ', 'A=x:', 'defer (', '\0', '\t', '\u00e9', '\ufffd', 'a@b.example', '550 5.1.1 ', '_', '%', '{', '\r']

/** One to four cuts, doublings, swaps and strange pieces. */
function mutate(line: string, other: string): string {
  let text = line
  for (let n = 1 + random.int(4); n > 0; n -= 1) {
    const at = random.int(text.length + 1)
    const to = at + random.int(30)
    const kind = random.int(5)
    if (kind === 0) text = text.slice(0, at) + text.slice(to)
    else if (kind === 1) text = text.slice(0, at) + random.pick(PIECES) + text.slice(at)
    else if (kind === 2) text = text.slice(0, at) + random.pick(PIECES).repeat(random.int(40)) + text.slice(to)
    else if (kind === 3) text = text.slice(0, at) + other.slice(random.int(other.length + 1))
    else text = text.slice(0, at) + String.fromCharCode(random.int(256)) + text.slice(at + 1)
  }
  return text
}

test(`${LINES.toLocaleString('en')} mutated lines crash no reader, and only sound events come of them`, () => {
  const names = Object.keys(READERS) as (keyof typeof READERS)[]
  const lines = names.map((name) => kindOf(name).lines(40))
  const readers = names.map((name) => READERS[name]())
  let events = 0
  for (let n = 0; n < LINES; n += 1) {
    const which = n % names.length
    const some = lines[which] ?? []
    for (const event of readers[which]?.(mutate(random.pick(some), random.pick(some))) ?? []) {
      events += 1
      if (Number.isNaN(event.at.getTime())) throw new Error(`an event without a time: ${JSON.stringify(event.line)}`)
      if (event.kind === 'sized' && !(Number.isInteger(event.recipients) && event.recipients >= 0 && event.size >= 0)) throw new Error(`a strange size: ${JSON.stringify(event.line)}`)
    }
  }
  expect(events).toBeGreaterThan(LINES / 4)
}, 600_000)

test('the readers that count bytes take the same mutated lines in any cut, binary ones too', () => {
  for (const [name, scan] of Object.entries(SCANS)) {
    const some = kindOf(name).lines(40)
    const lines = Array.from({ length: LINES / 20 }, () => mutate(random.pick(some), random.pick(some)))
    const bytes = Buffer.concat([Buffer.from(`${lines.join('\n')}\n`, 'latin1'), Buffer.from(Array.from({ length: 200_000 }, () => random.int(256)))])
    const tallyOf = (pieceBytes: number) => {
      const reader = scan(relayDomain)
      for (let at = 0; at < bytes.length; at += pieceBytes) reader.take(Buffer.from(bytes.subarray(at, at + pieceBytes)))
      reader.endFile()
      return reader.tally()
    }
    const whole = tallyOf(bytes.length)
    expect(whole.lines).toBeGreaterThanOrEqual(lines.length)
    expect(tallyOf(1 + random.int(5000))).toEqual(whole)
  }
}, 300_000)

/** Repeated, each of these is where a careless expression would try again from every place. */
const TRAPS = [' ', '"', '\\"', '<', '(', '[', ': ', ', a=b', '<a>', 'a@', 'H=x [1.2.3.4] ', '"a', 'for a ', ' A=x:', ' S=1', '_', '550-', '\\n550 ', 'to=<a>, ', 'status=sent (', '-a ', '=x, dsn=5.0.0']

const CALLS: Record<string, (text: string) => unknown> = {
  ...Object.fromEntries(Object.entries(READERS).flatMap(([name, make]) => {
    const read = make()
    const heads = ['', ...kindOf(name).lines(1)]
    return heads.map((head, n) => [`${name} line ${n}`, (text: string) => read(head + text + head)])
  })),
  ...Object.fromEntries(Object.entries(SCANS).flatMap(([name, scan]) => {
    const reader = scan(relayDomain)
    return kindOf(name).lines(1).map((head, n) => [`scan of ${name} ${n}`, (text: string) => reader.take(Buffer.from(`${head}${text}${head}\n`, 'latin1'))])
  })),
  classifyReply: (text) => classifyReply(`550 ${text}`),
  'classifyReply of a known receiver': (text) => classifyReply(`550-${text}`, { receiver: 'united-internet' }),
  redactReply,
}

test.each(Object.entries(CALLS))('no input takes %s longer than its length', (_name, call) => {
  for (const trap of TRAPS) {
    const ratio = growth(call, trap)
    // Twice the length is twice the time; four times would be a square, eight times a cube. Chance does not come twice.
    if (ratio > 3 && growth(call, trap, 65_536) > 3) throw new Error(`${JSON.stringify(trap)} repeated: ${ratio.toFixed(1)} times the time at twice the length`)
  }
}, 120_000)

/** CPU time at twice a length over that at the length, the least of some tries; 1 where both are too short to tell. */
function growth(call: (text: string) => unknown, trap: string, length = 32_768): number {
  const least = (bytes: number) => {
    const text = trap.repeat(Math.ceil(bytes / trap.length))
    call(text)
    return Math.min(...[0, 1, 2].map(() => cpuMs(() => call(text))))
  }
  const [short, long] = [least(length), least(2 * length)]
  return long < 5 ? 1 : long / Math.max(short, 0.5)
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

test('a line of 10 MB is taken by every reader, as text and as bytes of every value', () => {
  const strange = [...Array.from({ length: 256 }, (_, n) => String.fromCharCode(n))].filter((byte) => byte !== '\n').join('')
  for (const filling of ['x', '"<(', strange]) {
    const text = filling.repeat(Math.ceil(10_000_000 / filling.length))
    const spent = cpuMs(() => {
      for (const make of Object.values(READERS)) make()(text)
      for (const [name, scan] of Object.entries(SCANS)) {
        const reader = scan(relayDomain)
        reader.take(Buffer.from(`${kindOf(name).lines(1)[0]}${text}\n`, 'latin1'))
        reader.endFile()
        expect(reader.tally().lines).toBe(1)
      }
      classifyReply(`550 ${text}`)
    })
    expect(spent).toBeLessThan(20_000)
  }
}, 120_000)

test('every labelled reply, mutated, has a class', () => {
  const replies = readLabelled()
  for (let n = 0; n < LINES / 10; n += 1) {
    const text = mutate(random.pick(replies).text, random.pick(replies).text)
    expect(classifyReply(text).class).toMatch(/^[a-z_]+$/)
  }
}, 120_000)
