import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { absent, listed } from '../blocklists/zoo-for-tests.ts'
import { reply, startDnsServer, texts, type Asked, type TestDnsServer } from '../dns/dns-server-for-tests.ts'
import { TYPE } from '../dns/write-query.ts'
import { readCheckBlocklistsCall } from './check-blocklists-call.ts'
import { WrongUse } from './host-arguments.ts'

const MAIN = path.join(import.meta.dirname, 'main.ts')
const KEY = 'pa1dkey9z'
const folder = mkdtempSync(path.join(tmpdir(), 'relayward-check-blocklists-'))
let server: TestDnsServer
beforeAll(async () => void (server = await startDnsServer(answer)))
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

/** Lists `bl.test` and a paid one; both know 192.0.2.1 alone, and the paid one repeats the question in its text. */
function answer(asked: Asked): void {
  const isThere = /^(2\.0\.0\.127|1\.2\.0\.192)\.(bl\.test|pa1dkey9z\.zen\.dq\.spamhaus\.net)$/.test(asked.name)
  if (!isThere) absent(asked)
  else if (asked.type === TYPE.TXT) asked.send(reply(asked.query, { answers: [{ type: TYPE.TXT, data: texts(`see ${asked.name.toUpperCase()}`) }] }))
  else listed()(asked)
}

function relayward(args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [MAIN, 'check-blocklists', ...args, '--timeout-ms', '3000'])
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })))
}

function place(name: string, content: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

const resolver = () => ['--resolver', `127.0.0.1:${server.port}`]

test('one line of JSON for each target and list, and 1 when something is listed', async () => {
  const lists = place('lists', 'bl.test\n')
  const found = await relayward(['--ip', '192.0.2.1,192.0.2.2', '--lists', lists, '--json', ...resolver()])
  expect(found.code).toBe(1)
  const lines = found.out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.find((line) => line.target === '192.0.2.1')).toMatchObject({ target: '192.0.2.1', list: 'bl.test', state: 'listed', codes: ['127.0.0.2'], meaning: 'listed', text: 'see 1.2.0.192.BL.TEST', reason: null })
  expect(lines.find((line) => line.target === '192.0.2.2')).toMatchObject({ state: 'clear', codes: [], meaning: null, text: null })
})

test('0 when nothing is listed, and what could not be checked is said', async () => {
  const lists = place('both', 'bl.test\ndead.test\n')
  const found = await relayward(['--ip', '192.0.2.2', '--lists', lists, ...resolver()])
  expect(found.code).toBe(0)
  expect(found.out).toContain('dead.test  unknown')
  expect(found.out).toContain('0 listed, 1 clear, 1 unknown')
})

test.each([
  ['the key in a file of keys', () => ['--keys', place('keys', JSON.stringify({ 'spamhaus-dqs': KEY })), '--lists', place('keyed', '{key}.zen.dq.spamhaus.net')]],
  ['the key in the zone of a file', () => ['--lists', place('inline', `${KEY}.zen.dq.spamhaus.net`)]],
])('%s goes into the question and nowhere else', async (_what, args) => {
  for (const how of [['--json'], []]) {
    const found = await relayward(['--ip', '192.0.2.1', ...args(), ...how, ...resolver()])
    expect(found.code).toBe(1)
    expect(`${found.out}${found.err}`.toLowerCase()).not.toContain(KEY)
    expect(found.out).toContain('{key}')
  }
  expect(server.asked.some(({ name }) => name.includes(KEY))).toBe(true)
})

test.each([
  ['a file of keys that is none', () => ['--keys', place('bad-keys', `{"spamhaus-dqs": "${KEY}"`)]],
  ['a key that is none', () => ['--keys', place('odd-keys', JSON.stringify({ 'spamhaus-dqs': `${KEY}.x y` }))]],
  ['a zone that is none', () => ['--lists', place('bad-lists', JSON.stringify([{ zone: `${KEY}..zen.dq.spamhaus.net` }]))]],
  ['two lists of one name', () => ['--lists', place('twice', `${KEY}.zen.dq.spamhaus.net\n${KEY}.zen.dq.spamhaus.net`)]],
])('%s is wrong use, and the key is not in the error', async (_what, args) => {
  const found = await relayward(['--ip', '192.0.2.1', ...args(), ...resolver()])
  expect(found).toMatchObject({ code: 2, out: '' })
  expect(found.err.toLowerCase()).not.toContain(KEY)
})

test.each([
  [['--ip', '192.0.2.1']], [['--resolver', '127.0.0.1:53']], [['--ip', '192.0.2.300', '--resolver', '127.0.0.1']], [['--domain', 'a b', '--resolver', '127.0.0.1']],
  [['--ip', '192.0.2.1', '--resolver', '127.0.0.1:99999']], [['--ip', '192.0.2.1', '--resolver', '127.0.0.1', '--timeout-ms', 'x']], [['--nope']], [['--ip', '192.0.2.1', '--resolver', '[127.0.0.1]:53']],
])('%j is wrong use', (args) => {
  expect(() => readCheckBlocklistsCall(args)).toThrow(WrongUse)
})

test('targets are each asked once, resolvers of all spellings are read', () => {
  const call = readCheckBlocklistsCall(['--ip', '192.0.2.1, 2001:DB8::1', '--ip', '::ffff:192.0.2.1', '--domain', 'Müller.example.', '--resolver', '127.0.0.1:5353', '--resolver', '[::1]:53', '--resolver', '::1', '--resolver', 'ns.example'])
  expect(call.targets.map((target) => target.name)).toEqual(['192.0.2.1', '2001:db8::1', 'xn--mller-kva.example'])
  expect(call.resolvers).toEqual(['127.0.0.1:5353', '[::1]:53', '::1', 'ns.example'])
})
