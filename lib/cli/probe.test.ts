import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestDnsServer } from '../dns/dns-server-for-tests.ts'
import type { Check } from '../protocol/probes.ts'
import { crlf, DOMAIN, goodEhlo, HOST, ROOT, startZooDns, startZooServer, type Animal, type ZooServer } from '../probes/zoo-for-tests.ts'
import { WrongUse } from './host-arguments.ts'
import { readProbeCall } from './probe-call.ts'

const MAIN = path.join(import.meta.dirname, 'main.ts')
const folder = mkdtempSync(path.join(tmpdir(), 'relayward-probe-'))
const roots = path.join(folder, 'roots.pem')
let dns: TestDnsServer
beforeAll(async () => {
  writeFileSync(roots, ROOT)
  dns = await startZooDns({})
})
afterAll(async () => {
  await dns.stop()
  rmSync(folder, { recursive: true })
})

function relayward(args: string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [MAIN, 'probe', ...args])
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  child.stdin.end(input)
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })))
}

async function withServer<T>(animal: Animal, work: (server: ZooServer, args: string[]) => Promise<T>): Promise<T> {
  const server = await startZooServer(animal, '127.0.0.1')
  try {
    return await work(server, ['127.0.0.1', '--port', String(server.port), '--resolver', `127.0.0.1:${dns.port}`, '--roots', roots, '--timeout-ms', '10000'])
  } finally {
    await server.stop()
  }
}

test('one object of JSON with every check, and 0 when nothing failed', async () => {
  await withServer({}, async (_server, args) => {
    const found = await relayward([...args, '--domain', DOMAIN, '--starttls', '--json'])
    const { checks } = JSON.parse(found.out) as { checks: Check[] }
    expect(checks.filter(({ state }) => state !== 'pass')).toEqual([])
    expect(checks).toHaveLength(13)
    expect(Object.keys(checks[0] ?? {})).toEqual(['id', 'state', 'evidence', 'cure', 'address', 'port'])
    expect(found.code).toBe(0)
  })
})

test('a table for people, with lines and cure of what failed, and 1', async () => {
  await withServer({ ehlo: (session) => (session.isTls ? goodEhlo(session) : [HOST, 'PIPELINING', 'STARTTLS']) }, async (_server, args) => {
    const found = await relayward(args)
    expect(found.code).toBe(1)
    expect(found.out).toContain('  250 STARTTLS\n')
    expect(found.out).toMatch(/→ .*X-NOTHING/)
    expect(found.out).toMatch(/\n\d+ pass, 1 fail, 2 unknown\n$/)
  })
})

test('--tls wants TLS from the first byte', async () => {
  await withServer({}, async (_server, args) => {
    const found = await relayward([...args, '--tls', '--json'])
    const { checks } = JSON.parse(found.out) as { checks: Check[] }
    expect(checks.find(({ id }) => id === 'implicit-tls')).toMatchObject({ state: 'fail', cure: expect.stringContaining('tls-level=smtps') as string })
    expect(checks.map(({ id }) => id)).not.toContain('starttls-offered')
  })
})

test('a host that is not reached is 1, and every check unknown', async () => {
  const server = await startZooServer({}, '127.0.0.1')
  await server.stop()
  const found = await relayward(['127.0.0.1', '--port', String(server.port), '--json', '--timeout-ms', '3000'])
  expect(found.code).toBe(1)
  expect(new Set((JSON.parse(found.out) as { checks: Check[] }).checks.map(({ state }) => state))).toEqual(new Set(['unknown']))
})

test('a round trip is announced, and is the only mail that is ever completed', async () => {
  const mails: string[] = []
  let isText = false
  const hear: Animal['hear'] = (line, session) => {
    if (line === 'DATA') isText = true
    else if (isText && line === '.') {
      isText = false
      session.send(crlf('250 2.0.0 Ok: queued'))
      return true
    } else if (isText) {
      mails.push(line)
      return true
    }
    return false
  }
  await withServer({ hear }, async (server, args) => {
    const found = await relayward([...args, '--domain', DOMAIN, '--round-trip', '--sender', 'desk@desk.example', '--json'])
    expect(found.err).toBe(`One mail goes to postmaster@${DOMAIN}, from desk@desk.example.\n`)
    const { roundTrip } = JSON.parse(found.out) as { roundTrip: { state: string; messageId: string; mark: string } }
    expect(roundTrip).toMatchObject({ state: 'sent', recipient: `postmaster@${DOMAIN}`, reply: '250 2.0.0 Ok: queued' })
    expect(found.code).toBe(0)
    expect(mails).toEqual(expect.arrayContaining([`Message-ID: ${roundTrip.messageId}`, `Subject: Does somebody read this? [${roundTrip.mark}]`, 'To: <postmaster@zoo.test>']))
    expect(server.heard.filter((line) => line === 'DATA')).toHaveLength(1)
  })
})

test('a round trip that is refused is 1', async () => {
  await withServer({ hear: (line, session) => /^RCPT/.test(line) && (session.send(crlf('550 5.1.1 User unknown')), true) }, async (server, args) => {
    const found = await relayward([...args, '--domain', DOMAIN, '--round-trip', '--sender', 'desk@desk.example'])
    expect(found).toMatchObject({ code: 1, out: expect.stringContaining('refused: 550 5.1.1 User unknown') as string })
    expect(server.heard).not.toContain('DATA')
  })
})

test.each([
  ['Auto-Submitted: auto-replied\n\nThis mailbox is not monitored.\n', 1, 'nobody-reads'],
  ['Subject: Re: Does somebody read this?\n\nYes.\n', 0, 'person'],
])('what came back is judged: %j', async (mail, code, kind) => {
  const found = await relayward(['--answer', '-'], mail)
  expect(found.code).toBe(code)
  expect(JSON.parse(found.out)).toMatchObject({ kind })
})

test.each([
  [[]], [['a', 'b']], [['mx.test', '--port', '0']], [['mx.test', '--port', 'x']], [['mx.test', '--tls', '--starttls']], [['mx test']], [['mx.test', '--domain', 'a b']],
  [['mx.test', '--resolver', 'a:99999']], [['mx.test', '--timeout-ms', '5']], [['mx.test', '--nope']], [['mx.test', '--address', '300.1.1.1']], [['mx.test', '--helo', 'a\r\nDATA']],
  [['mx.test', '--round-trip']], [['mx.test', '--round-trip', '--domain', 'a.test']], [['mx.test', '--sender', 'a@b.test']], [['mx.test', '--domain', 'a.test>\r\nDATA']],
])('%j is wrong use', (args) => {
  expect(() => readProbeCall(args)).toThrow(WrongUse)
})

test('wrong use is 2, and says how it is used', async () => {
  const found = await relayward(['mx.test', '--roots', path.join(folder, 'none.pem')])
  expect(found).toMatchObject({ code: 2, out: '', err: expect.stringContaining('relayward probe HOST') as string })
})

test('an IPv6 address may stand in brackets', () => {
  expect(readProbeCall(['[2001:db8::1]'])).toMatchObject({ order: { host: '2001:db8::1' } })
})

test('ports go by what is said of TLS where none is named', () => {
  const portsOf = (...args: string[]) => {
    const call = readProbeCall(['mx.test', ...args])
    return typeof call === 'object' && 'order' in call ? call.order.ports : undefined
  }
  expect(portsOf()).toBeUndefined()
  expect(portsOf('--tls')).toEqual([{ port: 465, tls: 'implicit' }])
  expect(portsOf('--starttls')).toEqual([{ port: 25, tls: 'starttls' }, { port: 587, tls: 'starttls' }])
  expect(portsOf('--port', '25', '--port', '2525')).toEqual([{ port: 25 }, { port: 2_525 }])
})
